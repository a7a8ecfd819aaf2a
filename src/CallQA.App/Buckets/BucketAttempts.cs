using System.Text;
using CallQA.App.Jobs;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Recordings;

namespace CallQA.App.Buckets;

/// <summary>Objects that are fetched together: a list, a recording, or the files of a call's parties.</summary>
/// <param name="Run">The going through the bucket.</param>
/// <param name="Objects">The objects.</param>
/// <param name="Folder">Where they are fetched to; gone afterwards.</param>
internal sealed record BucketFetch(BucketRun Run, IReadOnlyList<BucketObject> Objects, string Folder)
{
    private const int LongestName = 200;

    private readonly Dictionary<string, string> fetched = new(StringComparer.Ordinal);

    /// <summary>Where an object is fetched to. A key may be longer than a file's name, and hold what a name may not.</summary>
    public string FileOf(BucketObject entry) => Path.Combine(
        Folder,
        Encoding.UTF8.GetByteCount(entry.Name) <= LongestName && entry.Name.IndexOfAny(Path.GetInvalidFileNameChars()) < 0
            ? entry.Name
            : CallId.FromFileName(entry.Name) + Path.GetExtension(entry.Name));

    /// <summary>Fetches an object.</summary>
    /// <exception cref="InputException">The store refuses or does not answer.</exception>
    public Task FetchAsync(BucketObject entry, string file, CancellationToken cancellationToken)
    {
        fetched[file] = entry.Key;
        return Run.Client.FetchAsync(Run.Address, entry, (body, token) => WriteAsync(body, file, token), cancellationToken);
    }

    /// <summary>Sentences about fetched files, told of the objects: the files are gone when they are read. The longest path first, for one may begin like another.</summary>
    public IReadOnlyList<string> Name(IEnumerable<string> sentences) =>
    [
        .. sentences.Select(sentence => fetched.OrderByDescending(file => file.Key.Length)
            .Aggregate(sentence, (text, file) => text.Replace(file.Key, Run.Address.Of(file.Value), StringComparison.Ordinal))),
    ];

    private static async Task<bool> WriteAsync(Stream body, string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        await body.CopyToAsync(file, cancellationToken);
        return true;
    }
}

/// <summary>
/// Attempts to take objects in: what they themselves are to blame for is entered once for this version; everything else is left for the next run.
/// </summary>
internal sealed class BucketAttempts(CallDescriptions descriptions, IntakeFailures failures, CallQASettings settings, TimeProvider clock, ILogger<BucketAttempts> logger)
{
    /// <summary>So many attempts are made at once.</summary>
    public const int AtOnce = 4;

    private static readonly TimeSpan LongestFetch = TimeSpan.FromDays(1);

    /// <summary>One attempt.</summary>
    /// <param name="run">The going through the bucket.</param>
    /// <param name="objects">The objects.</param>
    /// <param name="takeIn">Fetches and takes in.</param>
    /// <param name="cancellationToken">Stops; nothing is left behind.</param>
    public async Task<BucketOutcome> TryAsync(
        BucketRun run, IReadOnlyList<BucketObject> objects, Func<BucketFetch, Task<BucketOutcome>> takeIn, CancellationToken cancellationToken)
    {
        var fetch = new BucketFetch(run, objects, Path.Combine(settings.FetchingPath, Guid.NewGuid().ToString("N")));
        var place = run.Address.Of(objects[0].Key);
        try
        {
            Directory.CreateDirectory(fetch.Folder);
            var outcome = await takeIn(fetch);
            run.Went();
            return outcome;
        }
        catch (InputException exception) when (!exception.Passing)
        {
            run.Went();
            return new(place, null, IsNew: true, await RefuseAsync(fetch, exception, cancellationToken));
        }
        catch (Exception exception) when (exception is InputException || LeftForLater.May(exception))
        {
            if (run.HasLeftTooMany()) throw;
            return new(place, null, IsNew: true, new InputException(InputFault.Unreadable, LeftForLater.Sentence(exception), exception) { Passing = true });
        }
#pragma warning disable CA1031 // One that fails, for whatever reason, does not hold up the others.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            var hasGivenUp = await HasGivenUpAsync(run.Address, objects, exception, cancellationToken);
            if (!hasGivenUp && run.HasLeftTooMany()) throw;
            var reason = hasGivenUp ? IntakeFailures.Reason(place, exception) : LeftForLater.Sentence(exception);
            return new(place, null, IsNew: true, new InputException(InputFault.Unreadable, reason, exception) { Passing = !hasGivenUp });
        }
        finally
        {
            if (Directory.Exists(fetch.Folder)) Directory.Delete(fetch.Folder, recursive: true);
        }
    }

    /// <summary>Counts an attempt that failed through a defect, and enters the objects as refused after the last one.</summary>
    /// <returns>Whether it did.</returns>
    public async Task<bool> HasGivenUpAsync(BucketAddress address, IReadOnlyList<BucketObject> objects, Exception exception, CancellationToken cancellationToken)
    {
        var version = string.Join(' ', objects.Select(entry => FormattableString.Invariant($"{entry.ETag} {entry.Length} {entry.ModifiedUtc.Ticks}")));
        var attempts = await failures.AddAsync(address.Of(objects[0].Key), version, cancellationToken);
        Log.IntakeAttemptFailed(logger, attempts, FailureTrace.Of(exception));
        if (attempts < IntakeFailures.MostAttempts) return false;
        foreach (var place in objects.Select(entry => address.Of(entry.Key)))
            await descriptions.EnterAsync(place, null, SetAsideCause.Failed, IntakeFailures.Reason(place, exception), null, cancellationToken);
        Log.FileQuarantined(logger, SetAsideCause.Failed);
        return true;
    }

    /// <summary>Removes what killed processes left; other machines may be fetching into the same folder.</summary>
    public void RemoveAbandoned()
    {
        if (!Directory.Exists(settings.FetchingPath)) return;
        foreach (var folder in new DirectoryInfo(settings.FetchingPath).EnumerateDirectories())
            if (clock.GetUtcNow() - folder.LastWriteTimeUtc > LongestFetch) folder.Delete(recursive: true);
    }

    private async Task<InputException> RefuseAsync(BucketFetch fetch, InputException exception, CancellationToken cancellationToken)
    {
        var reason = fetch.Objects.Aggregate(
            exception.Message, (text, entry) => text.Replace(fetch.FileOf(entry), fetch.Run.Address.Of(entry.Key), StringComparison.Ordinal));
        foreach (var entry in fetch.Objects)
            await descriptions.EnterAsync(fetch.Run.Address.Of(entry.Key), null, exception.Fault, reason, null, cancellationToken);
        Log.FileQuarantined(logger, (SetAsideCause)exception.Fault);
        return new InputException(exception.Fault, reason, exception);
    }
}
