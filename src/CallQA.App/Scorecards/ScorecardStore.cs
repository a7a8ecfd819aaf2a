using System.Collections.Concurrent;
using System.Globalization;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Scoring.Scorecards;
using CallQA.Scoring.Scorecards.Drafts;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Scorecards;

/// <summary>
/// The versions of the scorecards, and which of them is in force: calls are scored with it, reviewers answer it. The settings name the one
/// that is in force at first; a changed setting counts from the next start, what is put in force on the pages at once, in every process.
/// </summary>
internal sealed class ScorecardStore(IDbContextFactory<CallQADbContext> contexts, Scorecard first, TimeProvider clock)
{
    private readonly UnitOfWork work = new(contexts);
    private readonly ConcurrentDictionary<string, Scorecard> read = new(StringComparer.Ordinal);
    private volatile bool adopted;

    /// <summary>With the scorecard of the settings as the pipeline's engines have it.</summary>
    public ScorecardStore(IDbContextFactory<CallQADbContext> contexts, CallEngines engines, TimeProvider clock)
        : this(contexts, engines.Scorecard, clock)
    {
    }

    /// <summary>Identifier and version as evaluations name them.</summary>
    public static string Reference(string scorecard, int version) => FormattableString.Invariant($"{scorecard}@{version}");

    /// <summary>The scorecard in force.</summary>
    /// <exception cref="InputException">The one of the settings has other questions or points than what is stored under its version.</exception>
    public async Task<Scorecard> InForceAsync(CancellationToken cancellationToken)
    {
        if (!adopted) await AdoptAsync(cancellationToken);
        var last = await work.ReadAsync(context => context.ScorecardsInForce.OrderByDescending(row => row.Id).FirstAsync(cancellationToken), cancellationToken);
        return await GetAsync(last.Scorecard, last.Version, cancellationToken)
            ?? throw Refuse($"The scorecard {Reference(last.Scorecard, last.Version)} is in force and cannot be read any more; name another in the settings.");
    }

    /// <summary>A version as evaluations name it; null when it is not stored, or this release cannot read it any more.</summary>
    public async Task<Scorecard?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        if (!adopted) await AdoptAsync(cancellationToken);
        return Parts(reference) is var (scorecard, version) ? await GetAsync(scorecard, version, cancellationToken) : null;
    }

    /// <summary>What a version was read from, as evaluations name it; null when it is not stored. Asks the store alone.</summary>
    public static async Task<string?> SourceAsync(UnitOfWork work, string reference, CancellationToken cancellationToken) =>
        Parts(reference) is var (scorecard, version) ? await SourceAsync(work, scorecard, version, cancellationToken) : null;

    /// <summary>All versions, by scorecard, the latest first.</summary>
    public async Task<IReadOnlyList<ScorecardVersion>> ListAsync(CancellationToken cancellationToken)
    {
        var force = await InForceAsync(cancellationToken);
        return await work.ReadAsync<IReadOnlyList<ScorecardVersion>>(
            async context =>
            {
                var evaluations = await context.CallFigures.Where(row => row.Scorecard != null).GroupBy(row => row.Scorecard!)
                    .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
                var reviews = await context.Reviews.GroupBy(row => row.Scorecard)
                    .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
                var rows = await context.ScorecardVersions.Select(row => new { row.Scorecard, row.Version, row.By, row.SavedUtc }).ToListAsync(cancellationToken);
                return
                [
                    .. rows.OrderBy(row => row.Scorecard, StringComparer.Ordinal).ThenByDescending(row => row.Version).Select(row => new ScorecardVersion(
                        row.Scorecard, row.Version, row.By, new DateTimeOffset(row.SavedUtc), force.Reference == Reference(row.Scorecard, row.Version),
                        evaluations.GetValueOrDefault(Reference(row.Scorecard, row.Version)), reviews.GetValueOrDefault(Reference(row.Scorecard, row.Version)))),
                ];
            },
            cancellationToken);
    }

    /// <summary>The version that a change of a scorecard becomes.</summary>
    public Task<int> NextVersionAsync(string scorecard, CancellationToken cancellationToken) => work.ReadAsync(
        async context => 1 + (await context.ScorecardVersions.Where(row => row.Scorecard == scorecard).MaxAsync(row => (int?)row.Version, cancellationToken) ?? 0), cancellationToken);

    /// <summary>Keeps a new version.</summary>
    /// <exception cref="InputException">It is not valid, or its version is not above those there are.</exception>
    public async Task<Scorecard> SaveAsync(string source, string by, CancellationToken cancellationToken)
    {
        var scorecard = ScorecardReader.Read(source, "that was sent");
        if (!adopted) await AdoptAsync(cancellationToken);
        await work.CommitAsync(
            async context =>
            {
                var last = await context.ScorecardVersions.Where(row => row.Scorecard == scorecard.Id).MaxAsync(row => (int?)row.Version, cancellationToken) ?? 0;
                if (scorecard.Version <= last)
                    throw Refuse($"The scorecard '{scorecard.Id}' has the version {last} already, and this one says {scorecard.Version}; write 'version: {last + 1}'.");
                return context.ScorecardVersions.Add(Row(scorecard, by)).Entity;
            },
            cancellationToken);
        return scorecard;
    }

    /// <summary>Lets calls be scored with a version from now on.</summary>
    /// <exception cref="InputException">There is no such version.</exception>
    public async Task PutInForceAsync(string scorecard, int version, string by, CancellationToken cancellationToken)
    {
        if (await GetAsync(scorecard, version, cancellationToken) is null) throw Refuse($"There is no scorecard {Reference(scorecard, version)} that could be put in force.");
        if (!adopted) await AdoptAsync(cancellationToken);
        await work.CommitAsync(context => Task.FromResult(context.ScorecardsInForce.Add(InForce(scorecard, version, by)).Entity), cancellationToken);
    }

    private async Task<Scorecard?> GetAsync(string scorecard, int version, CancellationToken cancellationToken)
    {
        var reference = Reference(scorecard, version);
        if (read.TryGetValue(reference, out var known)) return known;
        var source = await SourceAsync(work, scorecard, version, cancellationToken);
        return source is null || Parse(source, reference) is not { } parsed ? null : read.GetOrAdd(reference, parsed);
    }

    private static Task<string?> SourceAsync(UnitOfWork work, string scorecard, int version, CancellationToken cancellationToken) => work.ReadAsync(
        context => context.ScorecardVersions.Where(row => row.Scorecard == scorecard && row.Version == version).Select(row => row.Source).FirstOrDefaultAsync(cancellationToken),
        cancellationToken);

    private static (string Scorecard, int Version)? Parts(string reference) =>
        reference.LastIndexOf('@') is var at and > 0 && int.TryParse(reference.AsSpan(at + 1), CultureInfo.InvariantCulture, out var version) ? (reference[..at], version) : null;

    private static Scorecard? Parse(string source, string reference)
    {
        try
        {
            return ScorecardReader.Read(source, reference);
        }
        catch (ScorecardException)
        {
            // A rule of an earlier release may be gone: its evaluations stay, without the questions' wordings.
            return null;
        }
    }

    // The settings' scorecard becomes a stored version, and is put in force unless it was so before by the settings.
    private async Task AdoptAsync(CancellationToken cancellationToken)
    {
        var wanted = first;
        await work.CommitAsync(
            async context =>
            {
                var stored = await context.ScorecardVersions.FirstOrDefaultAsync(row => row.Scorecard == wanted.Id && row.Version == wanted.Version, cancellationToken);
                if (stored is null) context.ScorecardVersions.Add(Row(wanted, by: null));
                else if (stored.Source != SourceOf(wanted)) Mend(stored, wanted);
                var last = await context.ScorecardsInForce.Where(row => row.By == null).OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellationToken);
                if (last?.Scorecard != wanted.Id || last.Version != wanted.Version) context.ScorecardsInForce.Add(InForce(wanted.Id, wanted.Version, by: null));
                return wanted;
            },
            cancellationToken);
        adopted = true;
    }

    // Wordings are mended freely; what changes a score would make evaluations of one version mean different things.
    private static void Mend(ScorecardVersionRow stored, Scorecard wanted)
    {
        if (Parse(stored.Source, wanted.Reference) is { } known && ScorecardDiff.Between(known, wanted).FirstOrDefault(change => !change.IsWording) is { } change)
        {
            throw Refuse($"The scorecard of the settings says it is {wanted.Reference}, but calls have been scored with another {wanted.Reference} "
                + $"({change.Part} of '{change.Question ?? change.Section}' was {change.Before ?? "missing"}); raise its version.");
        }

        stored.Source = SourceOf(wanted);
    }

    private ScorecardVersionRow Row(Scorecard scorecard, string? by) => new()
    {
        Scorecard = scorecard.Id,
        Version = scorecard.Version,
        Source = SourceOf(scorecard),
        By = by,
        SavedUtc = Now(),
    };

    private ScorecardInForceRow InForce(string scorecard, int version, string? by) => new() { Scorecard = scorecard, Version = version, By = by, AtUtc = Now() };

    private static string SourceOf(Scorecard scorecard) => scorecard.Source.Length > 0 ? scorecard.Source : ScorecardWriter.Write(scorecard);

    private static InputException Refuse(string sentence) => new(InputFault.Scorecard, sentence);

    private DateTime Now() => CallMapping.Utc(clock.GetUtcNow());
}
