using CallQA.Engines.Scoring.Training;

namespace CallQA.Benchmarks.Scoring;

/// <summary>One way of scoring that lacks a part.</summary>
/// <param name="Name">The part that is left out.</param>
/// <param name="Without">What the training does without.</param>
/// <param name="Prior">False where what is usual in life is not mixed in.</param>
internal sealed record Ablation(string Name, LeftOut Without, bool Prior = true)
{
    public const string Whole = "nothing";

    /// <summary>The ways that share the readings of turns stand together.</summary>
    public static IReadOnlyList<IReadOnlyList<Ablation>> Groups { get; } =
    [
        [
            new(Whole, LeftOut.Nothing),
            new("signs of the end", LeftOut.Nothing, Prior: false),
            new("trees", new() { Trees = true }),
            new("text models", new() { TextFeatures = name => name != "#" }),
            new("shorter copies", new() { ShorterCopies = true }),
        ],
        [new("second reading", new() { SecondReading = true })],
        [new("lexicon", new() { Lexicon = true })],
        [new("word pairs", new() { TurnFeatures = Begins("b:"), TextFeatures = name => name.Contains(' ', StringComparison.Ordinal) })],
        [new("parts of words", new() { TurnFeatures = Begins("c:") })],
        [new("the other speaker's turn", new() { TurnFeatures = Begins("p:", "P:", "N:", "same-speaker", "no-context") })],
        [new("place and length", new() { TurnFeatures = Begins("from-start:", "from-end:", "part:", "n:", "bare:") })],
        [new("edited copies", new() { EditedCopies = true })],
    ];

    private static Func<string, bool> Begins(params string[] beginnings) =>
        name => beginnings.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal));
}
