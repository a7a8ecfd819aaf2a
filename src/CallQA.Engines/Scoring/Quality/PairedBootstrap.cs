using CallQA.Agreement;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Models;

namespace CallQA.Engines.Scoring.Quality;

/// <summary>A candidate beside the champion on the same held-out calls.</summary>
/// <param name="Difference">
/// How much better the candidate is, averaged over empathy and courtesy (quadratic weighted kappa) and resolution (macro-F1).
/// </param>
/// <param name="Low">Lower end of the difference's 90 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="ShareBetter">Share of the draws in which the candidate is better, 0–1.</param>
/// <param name="Calls">Number of held-out calls.</param>
public sealed record Comparison(double Difference, double Low, double High, double ShareBetter, int Calls)
{
    /// <summary>Share of draws from which on a candidate counts as better.</summary>
    public const double Needed = 0.9;

    /// <summary>True when the candidate is better by the test.</summary>
    public bool Better => ShareBetter >= Needed;
}

/// <summary>Paired bootstrap over calls: both models are measured on the same 1,000 draws; the seed is fixed.</summary>
internal static class PairedBootstrap
{
    private const int Draws = 1000;

    /// <summary>Compares two models on the calls that both have scored; null when there is none.</summary>
    public static Comparison? Compare(HeldOutScores champion, IReadOnlyList<EvaluatedCall> candidate)
    {
        var both = candidate
            .Select(call => (Candidate: call, Champion: champion.Find(call.Labels)))
            .Where(one => one.Champion is not null)
            .ToList();
        if (both.Count == 0)
            return null;
        return Compare(
            PairsOf(both.ConvertAll(one => (one.Candidate.Labels, one.Champion!.Scores))),
            PairsOf(both.ConvertAll(one => (one.Candidate.Labels, ScoresOf(one.Candidate)))));
    }

    private static Comparison Compare(List<Pair[]> old, List<Pair[]> fresh)
    {
        var everyCall = Enumerable.Range(0, old[0].Length).ToArray();
        var chance = new RepeatableChance();
        var differences = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            var sample = Array.ConvertAll(everyCall, _ => chance.Next(everyCall.Length));
            differences[draw] = Figure(fresh, sample) - Figure(old, sample);
        }

        Array.Sort(differences);
        return new(
            Figure(fresh, everyCall) - Figure(old, everyCall),
            differences[Draws / 20],
            differences[Draws - 1 - (Draws / 20)],
            (double)differences.Count(difference => difference > 0) / Draws,
            everyCall.Length);
    }

    private static IReadOnlyList<int> ScoresOf(EvaluatedCall call) =>
        [.. Criterion.All.Select(criterion => call.Predictions[criterion.Name].Score)];

    private static List<Pair[]> PairsOf(List<(LabelledConversation Labels, IReadOnlyList<int> Scores)> calls) =>
        [.. Criterion.All.Select((criterion, index) => calls
            .Select(call => new Pair(criterion.Score(call.Labels)!.Value, call.Scores[index])).ToArray())];

    private static double Figure(List<Pair[]> pairs, int[] sample) =>
        Criterion.All.Select((criterion, index) => Figure(criterion, Array.ConvertAll(sample, call => pairs[index][call]))).Average();

    private static double Figure(Criterion criterion, Pair[] pairs) =>
        criterion.Ordered ? LabelAgreement.QuadraticKappa(pairs) : LabelAgreement.MacroF1(pairs, criterion.Labels.Count);
}
