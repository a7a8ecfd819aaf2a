namespace CallQA.Scoring.Scorecards.Reading;

/// <summary>The words that scorecards write for what is one of a few.</summary>
internal static class Keywords
{
    public static IReadOnlyDictionary<string, CallFeature> Features { get; } = new Dictionary<string, CallFeature>
    {
        ["hold"] = CallFeature.Hold,
        ["negative-emotion"] = CallFeature.NegativeEmotion,
        ["times"] = CallFeature.Times,
    };

    public static IReadOnlyDictionary<string, AutoFailScope> Scopes { get; } = new Dictionary<string, AutoFailScope>
    {
        ["section"] = AutoFailScope.Section,
        ["evaluation"] = AutoFailScope.Evaluation,
    };

    public static IReadOnlyDictionary<string, ModelCriterion> Models { get; } = new Dictionary<string, ModelCriterion>
    {
        ["empathy"] = ModelCriterion.Empathy,
        ["courtesy"] = ModelCriterion.Courtesy,
        ["resolution"] = ModelCriterion.Resolution,
    };

    /// <summary>The word for a value.</summary>
    public static string WordFor<T>(this IReadOnlyDictionary<string, T> words, T value)
        where T : struct, Enum =>
        words.First(word => EqualityComparer<T>.Default.Equals(word.Value, value)).Key;
}
