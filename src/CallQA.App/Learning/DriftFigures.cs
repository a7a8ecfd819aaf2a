using CallQA.App.Review;
using CallQA.App.Scorecards;
using CallQA.App.Storage;
using CallQA.Recordings;
using CallQA.Scoring.Scorecards;
using CallQA.Transcription;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Learning;

/// <summary>The figures of the calls of one stretch of time.</summary>
/// <param name="KnownWords">Share of words known, 0–1.</param>
/// <param name="Minutes">Length of the recording.</param>
/// <param name="Languages">ISO 639-1.</param>
/// <param name="Empathy">Scores of the machine.</param>
/// <param name="Courtesy">Scores of the machine.</param>
/// <param name="Resolution">Scores of the machine.</param>
internal sealed record StretchFigures(
    IReadOnlyList<double> KnownWords, IReadOnlyList<double> Minutes, IReadOnlyList<string> Languages,
    IReadOnlyList<string> Empathy, IReadOnlyList<string> Courtesy, IReadOnlyList<string> Resolution);

/// <summary>How far the machine and a reviewer agreed about one call.</summary>
/// <param name="At">When the review was submitted.</param>
/// <param name="Blind">Whether the machine's answers were hidden.</param>
/// <param name="Share">Share of the models' questions answered alike, 0–1.</param>
internal sealed record ReviewAgreement(DateTimeOffset At, bool Blind, double Share);

/// <summary>Reads what the drift monitor compares.</summary>
internal sealed class DriftFigures(IDbContextFactory<CallQADbContext> contexts, ScorecardStore scorecards)
{
    /// <summary>Calls of a stretch whose words are read at most, the latest.</summary>
    public const int MostRead = 500;

    private readonly UnitOfWork work = new(contexts);

    /// <summary>Figures of the scored calls begun in a stretch of time.</summary>
    public Task<StretchFigures> ReadAsync(DateTimeOffset from, DateTimeOffset until, Func<Transcript, double> knownShare, CancellationToken cancellationToken) => work.ReadAsync(
        async context =>
        {
            var (first, last) = (CallMapping.Utc(from), CallMapping.Utc(until));
            var calls = context.Calls.AsNoTracking().Where(call => call.ListedUtc >= first && call.ListedUtc < last && call.Stage == CallStage.Scored && call.CurrentTranscript != null);
            var scores = await calls.Join(context.CallFigures, call => call.Id, row => row.CallId, (call, row) => new { call.DurationTicks, row.Empathy, row.Courtesy, row.Resolution }).ToListAsync(cancellationToken);
            var (known, languages) = (new List<double>(), new List<string>());
            var documents = calls.OrderByDescending(call => call.ListedUtc).ThenBy(call => call.Id).Take(MostRead).Select(call => call.CurrentTranscript!.Document);
            await foreach (var document in documents.AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                var transcript = StoredJson.Read<Transcript>(document);
                known.Add(knownShare(transcript));
                languages.Add(transcript.Language);
            }

            return new StretchFigures(
                known, scores.ConvertAll(row => TimeSpan.FromTicks(row.DurationTicks).TotalMinutes), languages,
                [.. scores.Select(row => row.Empathy).OfType<int>().Select(Word)], [.. scores.Select(row => row.Courtesy).OfType<int>().Select(Word)],
                [.. scores.Select(row => row.Resolution).OfType<CallQA.Scoring.Resolution>().Select(Word)]);
        },
        cancellationToken);

    /// <summary>Agreement of the first review of each call, of those submitted since a moment.</summary>
    public async Task<IReadOnlyList<ReviewAgreement>> AgreementAsync(DateTimeOffset from, CancellationToken cancellationToken)
    {
        var since = CallMapping.Utc(from);
        var rows = await work.ReadAsync(
            context => context.Reviews.AsNoTracking().Where(row => row.SubmittedUtc >= since && row.Kind == ReviewKind.Review).OrderBy(row => row.Id).ToListAsync(cancellationToken), cancellationToken);
        var agreements = new List<ReviewAgreement>();
        foreach (var row in rows.DistinctBy(row => row.CallId))
        {
            if (await scorecards.FindAsync(row.Scorecard, cancellationToken) is not { } scorecard) continue;
            var asked = scorecard.Questions.Where(question => question.Source is ModelSource).Select(question => question.Id).ToHashSet(StringComparer.Ordinal);
            var answered = row.ToReview().Answers.Where(answer => asked.Contains(answer.Question) && answer is { Applies: true, Choice: not null, MachineChoice: not null }).ToList();
            if (answered.Count > 0)
                agreements.Add(new(new DateTimeOffset(row.SubmittedUtc), row.Blind, answered.Average(answer => answer.Choice == answer.MachineChoice ? 1.0 : 0.0)));
        }

        return agreements;
    }

    private static string Word<T>(T value)
        where T : notnull => value.ToString()!;
}
