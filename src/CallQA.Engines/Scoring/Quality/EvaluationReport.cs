namespace CallQA.Engines.Scoring.Quality;

/// <summary>A figure with its 95 % bootstrap interval over calls.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record Estimate(double Value, double Low, double High);

/// <summary>One class of a criterion or turn-level question.</summary>
/// <param name="Label">The class.</param>
/// <param name="Support">How often the reviewers gave it.</param>
/// <param name="Precision">Share of the model's uses that are right, 0–1; null when it never uses it.</param>
/// <param name="Recall">Share of the reviewers' uses that are found, 0–1; null when they never use it.</param>
/// <param name="F1">Harmonic mean of the two, 0–1.</param>
public sealed record ClassQuality(string Label, int Support, double? Precision, double? Recall, double F1);

/// <summary>How well one way of scoring agrees with the labels.</summary>
/// <param name="Kappa">Quadratic weighted kappa.</param>
/// <param name="Alpha">Krippendorff's alpha, ordinal.</param>
/// <param name="Exact">Share of calls with the same score, 0–1.</param>
/// <param name="WithinOne">Share of calls at most one step off, 0–1.</param>
/// <param name="MacroF1">Mean F1 over the classes that occur, 0–1.</param>
public sealed record AgreementFigures(double Kappa, double Alpha, double Exact, double WithinOne, double MacroF1);

/// <summary>One step of a reliability plot: calls of similar confidence.</summary>
/// <param name="Confidence">Their mean confidence, 0–1.</param>
/// <param name="Agreement">Share of them whose score is the reviewer's, 0–1.</param>
/// <param name="Calls">How many they are.</param>
public sealed record ReliabilityStep(double Confidence, double Agreement, int Calls);

/// <summary>Quality of one criterion in one language.</summary>
/// <param name="Language">ISO 639-1 code, or <c>all</c>.</param>
/// <param name="Criterion"><c>empathy</c>, <c>courtesy</c> or <c>resolution</c>.</param>
/// <param name="Calls">Number of calls that are scored.</param>
/// <param name="Model">The models' figures.</param>
/// <param name="KappaInterval">Kappa with its interval.</param>
/// <param name="MacroF1Interval">Macro-F1 with its interval.</param>
/// <param name="CalibrationError">Expected calibration error of the confidence, 0–1.</param>
/// <param name="Reliability">Confidence against agreement, least confident first.</param>
/// <param name="ReviewShare">Share of calls whose score is sent to a person, as unsure, without evidence or for a language in doubt, 0–1.</param>
/// <param name="ExactUnreviewed">Share of same scores among the calls not sent to a person; null when there are none.</param>
/// <param name="CoverageAtNinety">Largest share of the calls, most confident first, of which 90 % have the reviewer's score.</param>
/// <param name="Classes">One entry a score.</param>
/// <param name="Confusion">Calls by the reviewer's score (rows) and the model's (columns), lowest score first.</param>
/// <param name="Majority">The figures of always giving the commonest training score; null where no training calls are known, as of a file.</param>
/// <param name="Keywords">The figures of the keyword baseline.</param>
public sealed record CriterionQuality(
    string Language,
    string Criterion,
    int Calls,
    AgreementFigures Model,
    Estimate KappaInterval,
    Estimate MacroF1Interval,
    double CalibrationError,
    IReadOnlyList<ReliabilityStep> Reliability,
    double ReviewShare,
    double? ExactUnreviewed,
    double CoverageAtNinety,
    IReadOnlyList<ClassQuality> Classes,
    IReadOnlyList<IReadOnlyList<int>> Confusion,
    AgreementFigures? Majority,
    AgreementFigures Keywords)
{
    /// <summary>Labelled calls that the product gives no score, too short or in unknown words for one; they count in no figure.</summary>
    public int NotScorable { get; init; }
}

/// <summary>Quality of one turn-level question in one language.</summary>
/// <param name="Language">ISO 639-1 code, or <c>all</c>.</param>
/// <param name="Question"><c>empathy</c>, <c>courtesy</c>, <c>act</c>, <c>emotion</c> or <c>outcome</c>.</param>
/// <param name="Turns">Number of labelled turns of whole calls.</param>
/// <param name="Accuracy">Share of same labels, 0–1.</param>
/// <param name="MacroF1">Mean F1 over the labels that occur, 0–1.</param>
/// <param name="Classes">One entry a label.</param>
public sealed record TurnQuality(
    string Language, string Question, int Turns, double Accuracy, double MacroF1, IReadOnlyList<ClassQuality> Classes);

/// <summary>Area under the ROC curve of one judgement.</summary>
/// <param name="Cases">Number of calls or turns judged.</param>
/// <param name="Positives">How many of them were judged yes.</param>
/// <param name="Auc">0–1, 0.5 for chance; null without cases of both kinds.</param>
/// <param name="Keywords">The same of counting keywords; null where there is no such rule.</param>
public sealed record RankingFigures(int Cases, int Positives, double? Auc, double? Keywords);

/// <summary>Quality on the conversations of one origin: right about one and wrong about another is the failure to look for.</summary>
/// <param name="Origin">Name of the file, without extension.</param>
/// <param name="Calls">Number of conversations.</param>
/// <param name="Empathy">Quadratic weighted kappa; null without such scores.</param>
/// <param name="Courtesy">Quadratic weighted kappa; null without such scores.</param>
/// <param name="Resolution">Macro-F1; null without such scores.</param>
/// <param name="Success">Whether the matter was settled.</param>
/// <param name="EmpathicTurns">Which of the agent's turns show empathy.</param>
/// <param name="PoliteTurns">Which of the agent's turns are polite.</param>
public sealed record OriginQuality(
    string Origin,
    int Calls,
    double? Empathy,
    double? Courtesy,
    double? Resolution,
    RankingFigures Success,
    RankingFigures EmpathicTurns,
    RankingFigures PoliteTurns);

/// <summary>Quality of the models on labelled calls they were not trained on.</summary>
/// <param name="Model">Version of the models.</param>
/// <param name="Corpus">SHA-256 of the corpus or file.</param>
/// <param name="Part">The part of the split that was scored, <c>file</c> or <c>cross-validation</c>.</param>
/// <param name="Criteria">Call level: each language, then all together.</param>
/// <param name="Turns">Turn level: each language, then all together.</param>
/// <param name="Origins">The same calls by file.</param>
public sealed record EvaluationReport(
    string Model,
    string Corpus,
    string Part,
    IReadOnlyList<CriterionQuality> Criteria,
    IReadOnlyList<TurnQuality> Turns,
    IReadOnlyList<OriginQuality> Origins)
{
    /// <summary>Conversations that were not scored, because the models do not know their language.</summary>
    public int LeftOut { get; init; }
}
