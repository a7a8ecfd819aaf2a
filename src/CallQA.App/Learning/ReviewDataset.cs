using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Recordings;

namespace CallQA.App.Learning;

/// <summary>A version of the training data made of reviews.</summary>
/// <param name="Version">Its name, told by its content.</param>
/// <param name="WrittenAt">When it was written first.</param>
/// <param name="Train">Reviewed calls that are learnt from.</param>
/// <param name="Fresh">Reviewed calls that are compared on only.</param>
/// <param name="Exchanges">Passages that trainers spoke of, of calls without a review.</param>
/// <param name="LeftOut">Calls left out, by reason.</param>
internal sealed record DatasetVersion(
    string Version, DateTimeOffset WrittenAt, int Train, int Fresh, int Exchanges, IReadOnlyDictionary<string, int> LeftOut)
{
    /// <summary>All reviewed calls in it.</summary>
    public int Reviews => Train + Fresh;
}

/// <summary>
/// The reviews as training data, in one file that each night replaces; a list beside it keeps the version and size of every one there was, and none
/// of its words. Erasing a call, or forbidding that it is learnt from, takes it out at once. Whoever changes the file holds a lock, in whatever process.
/// </summary>
/// <param name="folder">The folder of everything learnt.</param>
internal sealed class ReviewDataset(string folder)
{
    private const string FileName = "reviews.jsonl";
    private const string VersionsName = "reviews-versions.jsonl";
    private const string LockName = ".reviews.lock";

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>The file with the words.</summary>
    public string Path => System.IO.Path.Combine(folder, FileName);

    /// <summary>Every version there was, the earliest first.</summary>
    public async Task<IReadOnlyList<DatasetVersion>> VersionsAsync(CancellationToken cancellationToken)
    {
        var path = System.IO.Path.Combine(folder, VersionsName);
        return File.Exists(path)
            ? [.. (await File.ReadAllLinesAsync(path, cancellationToken)).Select(line => JsonSerializer.Deserialize<DatasetVersion>(line, CallQAJson.Compact)!)]
            : [];
    }

    /// <summary>The version of what is learnt from now; null before the first.</summary>
    public async Task<DatasetVersion?> LatestAsync(CancellationToken cancellationToken) => await VersionsAsync(cancellationToken) is [.., var last] ? last : null;

    /// <summary>The reviews; empty before the first were written.</summary>
    /// <exception cref="InputException">The file is malformed.</exception>
    public async Task<IReadOnlyList<LabelledConversation>> ReadAsync(CancellationToken cancellationToken) =>
        File.Exists(Path) ? await ReviewLines.ReadAsync(Path, cancellationToken) : [];

    /// <summary>Writes what is learnt from now on.</summary>
    /// <param name="selection">What was read and chosen, some time ago.</param>
    /// <param name="allowed">Tells the identifiers of what may still be learnt from. A call that is erased later is taken out when the lock is free again.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellationToken">Stops before anything is changed.</param>
    public async Task<DatasetVersion> WriteAsync(
        TrainingSelection selection, Func<CancellationToken, Task<IReadOnlySet<string>>> allowed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var held = await HoldAsync(folder, cancellationToken);
        var still = await allowed(cancellationToken);
        return await WriteAsync(selection with { Conversations = [.. selection.Conversations.Where(one => still.Contains(one.Id))] }, now, cancellationToken);
    }

    private async Task<DatasetVersion> WriteAsync(TrainingSelection selection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var text = string.Concat(selection.Conversations.Select(one => ReviewLines.Write(one) + "\n"));
        var version = "reviews+" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
        await AtomicFile.WriteTextAsync(Path, text, cancellationToken);
        var calls = selection.Conversations.Where(one => one.Kind == ConversationKind.Call).ToList();
        var written = new DatasetVersion(
            version, now, calls.Count(call => call.Part == CorpusPart.Train), calls.Count(call => call.Part == CorpusPart.Test),
            selection.Conversations.Count - calls.Count, selection.LeftOut);
        if ((await LatestAsync(cancellationToken))?.Version == version) return written;
        await File.AppendAllTextAsync(System.IO.Path.Combine(folder, VersionsName), JsonSerializer.Serialize(written, CallQAJson.Compact) + "\n", cancellationToken);
        return written;
    }

    /// <summary>Takes a call out.</summary>
    /// <param name="folder">The folder of everything learnt.</param>
    /// <param name="callId">The call.</param>
    /// <param name="cancellationToken">Stops before anything is changed.</param>
    public static Task RemoveAsync(string folder, string callId, CancellationToken cancellationToken) =>
        RemoveDigestAsync(folder, Storage.CallDigest.Of(callId), cancellationToken);

    /// <summary>Takes a call out of which no more than the digest of its identifier is known.</summary>
    /// <param name="folder">The folder of everything learnt.</param>
    /// <param name="digest">See <see cref="Storage.CallDigest"/>.</param>
    /// <param name="cancellationToken">Stops before anything is changed.</param>
    public static async Task RemoveDigestAsync(string folder, string digest, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder)) return;
        await using var held = await HoldAsync(folder, cancellationToken);
        var path = new ReviewDataset(folder).Path;
        if (!File.Exists(path)) return;
        var id = ReviewedCall.IdOfDigest(digest);
        var lines = await File.ReadAllLinesAsync(path, cancellationToken);
        var kept = Array.FindAll(lines, line => !line.Contains(id, StringComparison.Ordinal));
        if (kept.Length == lines.Length) return;
        await AtomicFile.WriteTextAsync(path, string.Concat(kept.Select(line => line + "\n")), cancellationToken);
    }

    private static Task<FileStream> HoldAsync(string folder, CancellationToken cancellationToken) =>
        Storage.ExclusiveFile.OpenAsync(System.IO.Path.Combine(Directory.CreateDirectory(folder).FullName, LockName), Patience, Longest, cancellationToken);
}
