using CallQA.Agreement;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Models;

namespace CallQA.Engines.Scoring.Quality;

/// <summary>A candidate beside the champion on the same held-out calls.</summary>
/// <param name="Difference">
/// How much better the candidate is, averaged over empathy and courtesy (quadratic weighted kappa) and resolution (macro-F1); over several
/// sets of calls the mean of theirs.
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

    /// <summary>True when the whole 90 % interval lies below zero.</summary>
    public bool Worse => High < 0;
}

/// <summary>Paired bootstrap over calls: both models are measured on the same 1,000 draws; the seed is fixed.</summary>
internal static class PairedBootstrap
{
    private const int Draws = 1000;

    /// <summary>Compares two models on the calls that both have scored; null when there is none.</summary>
    public static Comparison? Compare(HeldOutScores champion, IReadOnlyList<EvaluatedCall> candidate) => Compare(champion, [candidate]);

    /// <summary>Compares two models on several sets of calls, of which each counts alike whatever its size; null when no call was scored by both.</summary>
    public static Comparison? Compare(HeldOutScores champion, IReadOnlyList<IReadOnlyList<EvaluatedCall>> candidate)
    {
        var sets = candidate.Select(calls => SetOf(champion, calls)).Where(set => set.Calls > 0).ToList();
        return sets.Count == 0 ? null : Compare(sets);
    }

    private static Comparison Compare(List<CallSet> sets)
    {
        var chance = new RepeatableChance();
        var differences = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
            differences[draw] = sets.Average(set => set.Difference(Array.ConvertAll(set.EveryCall, _ => chance.Next(set.Calls))));
        Array.Sort(differences);
        return new(
            sets.Average(set => set.Difference(set.EveryCall)),
            differences[Draws / 20],
            differences[Draws - 1 - (Draws / 20)],
            (double)differences.Count(difference => difference > 0) / Draws,
            sets.Sum(set => set.Calls));
    }

    private static CallSet SetOf(HeldOutScores champion, IReadOnlyList<EvaluatedCall> calls)
    {
        var both = calls.Select(call => (Candidate: call, Champion: champion.Find(call.Labels))).Where(one => one.Champion is not null).ToList();
        return new(
            PairsOf(both.ConvertAll(one => (one.Candidate.Labels, one.Champion!.Scores))),
            PairsOf(both.ConvertAll(one => (one.Candidate.Labels, ScoresOf(one.Candidate)))));
    }

    private static IReadOnlyList<int> ScoresOf(EvaluatedCall call) =>
        [.. Criterion.All.Select(criterion => call.Predictions[criterion.Name].Score)];

    private static List<Pair?[]> PairsOf(List<(LabelledConversation Labels, IReadOnlyList<int> Scores)> calls) =>
        [.. Criterion.All.Select((criterion, index) => calls
            .Select(call => criterion.Score(call.Labels) is { } score ? new Pair(score, call.Scores[index]) : (Pair?)null).ToArray())];

    /// <summary>Calls with what two models say about them, by criterion; a pair is null where nobody said what is right.</summary>
    private sealed record CallSet(List<Pair?[]> Old, List<Pair?[]> Fresh)
    {
        public int Calls => Old[0].Length;

        public int[] EveryCall { get; } = [.. Enumerable.Range(0, Old[0].Length)];

        public double Difference(int[] sample) => Figure(Fresh, sample) - Figure(Old, sample);

        private static double Figure(List<Pair?[]> pairs, int[] sample) => Criterion.All
            .Select((criterion, index) => (Criterion: criterion, Pairs: pairs[index])).Where(one => one.Pairs.Any(pair => pair is not null))
            .Select(one => Figure(one.Criterion, [.. sample.Select(call => one.Pairs[call]).OfType<Pair>()])).DefaultIfEmpty().Average();

        private static double Figure(Criterion criterion, IReadOnlyList<Pair> pairs) =>
            criterion.Ordered ? LabelAgreement.QuadraticKappa(pairs) : LabelAgreement.MacroF1(pairs, criterion.Labels.Count);
    }
}
