using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Features;

namespace CallQA.Engines.Scoring.Models;

/// <summary>One of the three scores of a call.</summary>
/// <param name="Name">Name in file names and reports.</param>
/// <param name="Labels">The possible scores, lowest first.</param>
/// <param name="Ordered">True when the scores are steps of one scale.</param>
/// <param name="WantedAgreement">How often scores that go unreviewed shall agree with the reviewer, 0–1.</param>
/// <param name="Features">Computes the call-level features.</param>
/// <param name="Score">Reads the score off a labelled conversation, counted from 0; null when it has none.</param>
internal sealed record Criterion(
    string Name,
    IReadOnlyList<string> Labels,
    bool Ordered,
    double WantedAgreement,
    Func<PreparedCall, CallFeatures> Features,
    Func<LabelledConversation, int?> Score)
{
    private static readonly string[] Steps = ["1", "2", "3", "4", "5"];

    public static Criterion Empathy { get; } = new("empathy", Steps, true, 0.8, EmpathyFeatures.Of, call => call.Empathy - 1);

    public static Criterion Courtesy { get; } = new("courtesy", Steps, true, 0.8, CourtesyFeatures.Of, call => call.Courtesy - 1);

    public static Criterion Resolution { get; } = new(
        "resolution", ["unresolved", "partial", "resolved"], false, 0.95, ResolutionFeatures.Of, call => (int?)call.Resolution);

    public static IReadOnlyList<Criterion> All { get; } = [Empathy, Courtesy, Resolution];

    /// <summary>All that the criterion's call model looks at.</summary>
    /// <param name="call">The call.</param>
    /// <param name="opinion">What the text model says.</param>
    public SparseVector Vector(PreparedCall call, float[] opinion)
    {
        var values = Features(call);
        values.Add(opinion);
        return values.Vector;
    }

    /// <summary>The call model's probabilities with what is usual in life mixed in, where the corpus hides it.</summary>
    public float[] WithPrior(NaturalPrior prior, float[] probabilities, PreparedCall call) => EndOnly ? prior.Mix(probabilities, call) : probabilities;

    /// <summary>1 for scores above the middle of the scale, −1 below it, 0 in the middle.</summary>
    public int Direction(int score) => Math.Sign(score - ((Labels.Count - 1) / 2));

    public string FileName => $"call-{Name}.zip";

    public string TextFileName => $"text-{Name}.zip";

    public string WordsFileName => $"text-{Name}.txt";

    /// <summary>Files of the trees, one a step of the scale; none for resolution, which they do not help.</summary>
    public IReadOnlyList<string> TreeFileNames =>
        Ordered ? [.. Enumerable.Range(1, Labels.Count - 1).Select(step => FormattableString.Invariant($"trees-{Name}-{step}.zip"))] : [];

    /// <summary>True when only the end of the call decides.</summary>
    public bool EndOnly => this == Resolution;
}
