using CallQA.Agreement;

namespace CallQA.Engines.Scoring.Quality;

/// <summary>A pair of scores of the same call or turn, both counted from 0.</summary>
internal readonly record struct Pair(int Reviewer, int Machine);

/// <summary>Measures of agreement between two raters.</summary>
internal static class LabelAgreement
{
    public static AgreementFigures Of(IReadOnlyList<Pair> pairs, int classes) => new(
        QuadraticKappa(pairs),
        OrdinalAlpha(pairs),
        Share(pairs, pair => pair.Reviewer == pair.Machine),
        Share(pairs, pair => Math.Abs(pair.Reviewer - pair.Machine) <= 1),
        MacroF1(pairs, classes));

    /// <summary>Cohen's kappa with quadratic weights. 0 when there is nothing to disagree about.</summary>
    public static double QuadraticKappa(IReadOnlyList<Pair> pairs)
    {
        var classes = 1 + pairs.Select(pair => Math.Max(pair.Reviewer, pair.Machine)).DefaultIfEmpty().Max();
        var counts = new double[classes, classes];
        foreach (var (reviewer, machine) in pairs)
            counts[reviewer, machine]++;
        return CohenKappa.Of(counts, [.. Enumerable.Range(0, classes).Select(label => (double)label)], KappaWeights.Quadratic) ?? 0;
    }

    /// <summary>Krippendorff's alpha with the ordinal metric. 0 when there is nothing to disagree about.</summary>
    public static double OrdinalAlpha(IReadOnlyList<Pair> pairs) => KrippendorffAlpha.Of(
        RatingTable.Of(pairs.Select(pair => (IReadOnlyList<double?>)[pair.Reviewer, pair.Machine])), MeasurementScale.Ordinal) ?? 0;

    /// <summary>Mean F1 over the classes that the reviewers used.</summary>
    public static double MacroF1(IReadOnlyList<Pair> pairs, int classes)
    {
        var used = Enumerable.Range(0, classes).Where(label => pairs.Any(pair => pair.Reviewer == label)).ToList();
        return used.Count == 0 ? 0 : used.Average(label => F1(pairs, label));
    }

    public static IReadOnlyList<ClassQuality> Classes(IReadOnlyList<Pair> pairs, IReadOnlyList<string> labels) =>
        [.. labels.Select((label, index) => ClassOf(pairs, label, index))];

    /// <summary>Calls by reviewer's score (rows) and machine's (columns).</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Confusion(IReadOnlyList<Pair> pairs, int classes) =>
    [
        .. Enumerable.Range(0, classes).Select(reviewer => (IReadOnlyList<int>)
            [.. Enumerable.Range(0, classes).Select(machine => pairs.Count(pair => pair == new Pair(reviewer, machine)))]),
    ];

    public static double Share(IReadOnlyList<Pair> pairs, Func<Pair, bool> holds) =>
        pairs.Count == 0 ? 0 : (double)pairs.Count(holds) / pairs.Count;

    private static ClassQuality ClassOf(IReadOnlyList<Pair> pairs, string label, int index)
    {
        var right = pairs.Count(pair => pair.Reviewer == index && pair.Machine == index);
        var given = pairs.Count(pair => pair.Machine == index);
        var support = pairs.Count(pair => pair.Reviewer == index);
        return new(
            label,
            support,
            given == 0 ? null : (double)right / given,
            support == 0 ? null : (double)right / support,
            F1(pairs, index));
    }

    private static double F1(IReadOnlyList<Pair> pairs, int label)
    {
        var right = pairs.Count(pair => pair.Reviewer == label && pair.Machine == label);
        var uses = pairs.Count(pair => pair.Reviewer == label) + pairs.Count(pair => pair.Machine == label);
        return uses == 0 ? 0 : 2.0 * right / uses;
    }
}
