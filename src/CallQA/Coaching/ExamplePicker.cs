using CallQA.Scoring;

namespace CallQA.Coaching;

/// <summary>
/// Chooses up to three different calls to learn from. Calls that need review are passed over where three others are left,
/// and a call that misses half of its points is nobody's to repeat.
/// </summary>
internal static class ExamplePicker
{
    private const int MostExamples = 3;
    private const double LeastToRepeat = 50;

    private static readonly Criterion[] All = [Criterion.Empathy, Criterion.Courtesy, Criterion.Resolution];

    public static List<ExampleCall> Pick(IReadOnlyList<CallRow> calls)
    {
        var left = calls.Where(call => call.Evaluation?.Overall is not null).ToList();
        var certain = left.Where(call => call.State != CallState.NeedsReview).ToList();
        if (certain.Count >= MostExamples)
            left = certain;

        var examples = new List<ExampleCall>();
        Add(left.Where(call => Overall(call) >= LeastToRepeat).OrderByDescending(Overall).ThenByDescending(Warmth), Repeat);
        Add(left.Where(call => Overall(call) < 100).OrderBy(Overall).ThenBy(Warmth), Improve);
        Add(left.OrderByDescending(Gap).ThenByDescending(Pull), Contrast);
        return examples;

        void Add(IEnumerable<CallRow> ranked, Func<CallRow, int, ExampleCall> present)
        {
            if (ranked.FirstOrDefault() is not { } call)
                return;

            examples.Add(present(call, left.Count));
            left.Remove(call);
        }
    }

    private static ExampleCall Repeat(CallRow call, int among) =>
        new(ExampleKind.Repeat, ExampleReason.Highest, call, among, null, null, Quotes(QuotePicker.ForCall(call, +1, All)));

    private static ExampleCall Improve(CallRow call, int among) =>
        new(ExampleKind.Improve, ExampleReason.Lowest, call, among, null, null, Quotes(QuotePicker.ForCall(call, -1, All)));

    private static ExampleCall Contrast(CallRow call, int among)
    {
        var ranked = Levels(call).OrderByDescending(level => level.Value).ToList();
        if (Gap(call) == 0)
        {
            return new(
                ExampleKind.Contrast, ExampleReason.BothDirections, call, among, null, null,
                Quotes(QuotePicker.ForCall(call, +1, All), QuotePicker.ForCall(call, -1, All)));
        }

        var (better, weaker) = (ranked[0].Criterion, ranked[^1].Criterion);
        return new(
            ExampleKind.Contrast, ExampleReason.WidestGap, call, among, better, weaker,
            Quotes(QuotePicker.ForCall(call, +1, [better]), QuotePicker.ForCall(call, -1, [weaker])));
    }

    private static Quote[] Quotes(params Quote?[] quotes) => [.. quotes.OfType<Quote>()];

    private static double Overall(CallRow call) => call.Evaluation!.Overall!.Value;

    private static double Warmth(CallRow call) => Levels(call).Sum(level => level.Value);

    private static double Gap(CallRow call)
    {
        var levels = Levels(call);
        return levels.Count < 2 ? 0 : levels.Max(level => level.Value) - levels.Min(level => level.Value);
    }

    private static double Pull(CallRow call) =>
        Math.Min(
            QuotePicker.ForCall(call, +1, All)?.Evidence.Contribution ?? 0,
            -(QuotePicker.ForCall(call, -1, All)?.Evidence.Contribution ?? 0));

    // The three criteria on one scale, 0–1.
    private static List<(Criterion Criterion, double Value)> Levels(CallRow call)
    {
        var scores = call.Evaluation!.Scores;
        var levels = new List<(Criterion, double)>();
        if (scores.Empathy.Score is { } empathy)
            levels.Add((Criterion.Empathy, (empathy - 1) / 4.0));
        if (scores.Courtesy.Score is { } courtesy)
            levels.Add((Criterion.Courtesy, (courtesy - 1) / 4.0));
        if (scores.Resolution.Score is { } resolution)
            levels.Add((Criterion.Resolution, (int)resolution / (double)(int)Resolution.Resolved));
        return levels;
    }
}
