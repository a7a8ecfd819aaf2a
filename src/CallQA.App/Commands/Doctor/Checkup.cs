using CallQA.App.Buckets;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Storage.Encryption;
using CallQA.Engines.Whisper;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CallQA.App.Commands.Doctor;

/// <summary>What a check found.</summary>
/// <param name="What">What was checked.</param>
/// <param name="Healthy">Whether it is as it should be.</param>
/// <param name="Details">What was found, and where it is wrong, what to do.</param>
internal sealed record Finding(string What, bool Healthy, string Details);

/// <summary>Looks whether this machine can do the work: one check after the other, whatever the others find.</summary>
internal sealed class Checkup(CallQASettings settings, TimeProvider clock)
{
    private static readonly TimeSpan MostSkew = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        (string What, Func<CancellationToken, Task<IReadOnlyList<Finding>>> Check)[] checks =
        [
            ("data directory", One(_ => Task.FromResult(Writable("data directory", settings.DataDirectory)))),
            ("intake folder", One(_ => Task.FromResult(Writable("intake folder", settings.IntakePath)))),
            ("recordings", One(RecordingsAsync)),
            ("temporary files", One(_ => Task.FromResult(Writable("temporary files", Path.GetTempPath())))),
            ("disk", _ => Task.FromResult(Disks.Look(settings))),
            ("database", One(DatabaseAsync)),
            ("master key", One(MasterKeyAsync)),
            ("clock", One(ClockAsync)),
            ("speech model", One(SpeechAsync)),
            ("scoring model", One(ScoringAsync)),
            ("scorecard", One(ScorecardAsync)),
            ("ffmpeg", One(FfmpegAsync)),
        ];
        var findings = new List<Finding>();
        foreach (var (what, check) in checks) findings.AddRange(await CheckAsync(what, check, cancellationToken));
        return findings;
    }

    private static Func<CancellationToken, Task<IReadOnlyList<Finding>>> One(Func<CancellationToken, Task<Finding>> check) => async token => [await check(token)];

    private static async Task<IReadOnlyList<Finding>> CheckAsync(
        string what, Func<CancellationToken, Task<IReadOnlyList<Finding>>> check, CancellationToken cancellationToken)
    {
        try
        {
            return await check(cancellationToken);
        }
        catch (InputException exception)
        {
            return [new(what, false, exception.Message)];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [new(what, false, $"It has not answered within {Patience.TotalSeconds:0} seconds; check whether it is overloaded or unreachable.")];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or System.Data.Common.DbException or InvalidOperationException or RetryLimitExceededException)
        {
            return [new(what, false, Remedy.For(exception) ?? $"It cannot be used ({exception.GetType().Name}: {exception.Message.TrimEnd('.')}); check the settings it needs, and report this if they are right.")];
        }
    }

    private static Finding Writable(string what, string folder)
    {
        Directory.CreateDirectory(folder);
        var probe = Path.Combine(folder, $".callqa-{Guid.NewGuid():N}.tmp");
        File.WriteAllBytes(probe, [1]);
        File.Delete(probe);
        return new(what, true, $"{folder} may be written.");
    }

    private async Task<Finding> RecordingsAsync(CancellationToken cancellationToken)
    {
        if (settings.Store.Bucket is not { } bucket) return Writable("recordings", settings.RecordingsPath);
        using var client = new BucketClient(settings.Store);
        return await new StoreProbe(client, bucket).FindProblemAsync(cancellationToken) is { } problem
            ? new("recordings", false, problem)
            : new("recordings", true, $"{bucket} may be listed, written, read and removed from.");
    }

    private async Task<Finding> DatabaseAsync(CancellationToken cancellationToken)
    {
        var contexts = Contexts();
        await using var context = contexts.CreateDbContext();
        var kind = contexts.Location.Provider == DatabaseProvider.Sqlite ? contexts.Location.SqliteFile : "PostgreSQL";
        if (contexts.Location.Provider == DatabaseProvider.Sqlite && !File.Exists(contexts.Location.SqliteFile))
            return new("database", true, $"{kind} will be made at the first start.");
        await ReachAsync(context, cancellationToken);
        var pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
        return new("database", true, pending == 0 ? $"{kind} answers, its tables are current." : $"{kind} answers; {pending} changes of its tables are made at the next start.");
    }

    // Not by way of the context, which would try again for long: what stands in the way is to be told.
    private static async Task ReachAsync(CallQADbContext context, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        var connection = context.Database.GetDbConnection();
        await connection.OpenAsync(limit.Token);
        await connection.CloseAsync();
    }

    private async Task<Finding> MasterKeyAsync(CancellationToken cancellationToken)
    {
        var contexts = Contexts();
        var masters = new MasterKeys(settings.Encryption, Environment.GetEnvironmentVariable);
        var keys = masters.Read();
        await using var context = contexts.CreateDbContext();
        var isThere = contexts.Location.Provider == DatabaseProvider.PostgreSql || File.Exists(contexts.Location.SqliteFile);
        if (isThere) await ReachAsync(context, cancellationToken);
        // Tables of an earlier version have no keys yet.
        if (isThere && !(await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any()
            && await new RecordingKeys(contexts, masters, clock).FindProblemAsync(cancellationToken) is { } problem) return new("master key", false, problem);
        return new("master key", true, keys.Count == 0 ? "None is named: recordings are kept as they came, not encrypted." : $"{keys[0].Name} in {masters.Place}, {keys.Count - 1} more to read with.");
    }

    private async Task<Finding> ClockAsync(CancellationToken cancellationToken)
    {
        var contexts = Contexts();
        if (contexts.Location.Provider == DatabaseProvider.Sqlite) return new("clock", true, "Only this machine's clock counts.");
        await using var context = contexts.CreateDbContext();
        await ReachAsync(context, cancellationToken);
        var theirs = (await context.Database.SqlQuery<DateTime>($"SELECT now() AT TIME ZONE 'UTC' AS \"Value\"").ToListAsync(cancellationToken))[0];
        var skew = (clock.GetUtcNow() - new DateTimeOffset(DateTime.SpecifyKind(theirs, DateTimeKind.Utc))).Duration();
        return skew <= MostSkew
            ? new("clock", true, $"{skew.TotalSeconds:0.0} s apart from the database's.")
            : new("clock", false, $"{skew.TotalSeconds:0} s apart from the database's, and leases of calls last {CallProgress.LeaseTime.TotalSeconds:0} s; let both keep time with NTP.");
    }

    private async Task<Finding> SpeechAsync(CancellationToken cancellationToken)
    {
        if (settings.Transcriber == CallQASettings.ReferenceTranscriber)
        {
            return Directory.Exists(settings.Engines.ReferenceFolder)
                ? new("speech model", true, $"Written transcripts from {settings.Engines.ReferenceFolder}.")
                : new("speech model", false, $"There is no folder {settings.Engines.ReferenceFolder} with written transcripts; correct CallQA:ReferenceFolder, or set CallQA:Transcriber to whisper.");
        }

        var manifest = await ModelManifest.ReadAsync(settings.SpeechFolders.All, cancellationToken);
        var resolved = await manifest.ResolveAsync(settings.WhisperModel, cancellationToken);
        return new("speech model", true, $"{resolved.Path} is whole.");
    }

    private async Task<Finding> ScoringAsync(CancellationToken cancellationToken)
    {
        using var model = await CallQA.Engines.Scoring.Models.ScoringModel.LoadAsync(settings.Engines.ScoringFolder, cancellationToken);
        return new("scoring model", true, $"{settings.Engines.ScoringFolder} is whole.");
    }

    private async Task<Finding> ScorecardAsync(CancellationToken cancellationToken)
    {
        var scorecard = await CallEngines.ScorecardAsync(settings.Scorecard, cancellationToken);
        return new("scorecard", true, $"{scorecard.Reference} is valid.");
    }

    private static async Task<Finding> FfmpegAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var ffmpeg = System.Diagnostics.Process.Start(
                new System.Diagnostics.ProcessStartInfo("ffmpeg", ["-version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var version = await ffmpeg.StandardOutput.ReadLineAsync(cancellationToken);
            return new("ffmpeg", true, $"{version?.Split(" Copyright")[0]}.");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return new("ffmpeg", false, "It is not installed: only WAV can be read; run `apt-get install ffmpeg`.");
        }
    }

    private CallQADbContextFactory Contexts() => new(DatabaseLocation.Parse(settings.Database, settings.DataDirectory));
}
