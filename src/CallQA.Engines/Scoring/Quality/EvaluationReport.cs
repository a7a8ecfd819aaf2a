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
/// <param name="Exact">Share of calls with the same score, 0–1.</param>
/// <param name="WithinOne">Share of calls at most one step off, 0–1.</param>
/// <param name="MacroF1">Mean F1 over the classes that occur, 0–1.</param>
public sealed record AgreementFigures(double Kappa, double Exact, double WithinOne, double MacroF1);

/// <summary>Quality of one criterion in one language.</summary>
/// <param name="Language">ISO 639-1 code, or <c>all</c>.</param>
/// <param name="Criterion"><c>empathy</c>, <c>courtesy</c> or <c>resolution</c>.</param>
/// <param name="Calls">Number of calls.</param>
/// <param name="Model">The models' figures.</param>
/// <param name="KappaInterval">Kappa with its interval.</param>
/// <param name="MacroF1Interval">Macro-F1 with its interval.</param>
/// <param name="CalibrationError">Expected calibration error of the confidence, 0–1.</param>
/// <param name="ReviewShare">Share of calls that are sent to a person, 0–1.</param>
/// <param name="ExactUnreviewed">Share of same scores among the calls not sent to a person; null when there are none.</param>
/// <param name="Classes">One entry a score.</param>
/// <param name="Majority">The figures of always giving the commonest training score.</param>
/// <param name="Keywords">The figures of the keyword baseline.</param>
public sealed record CriterionQuality(
    string Language,
    string Criterion,
    int Calls,
    AgreementFigures Model,
    Estimate KappaInterval,
    Estimate MacroF1Interval,
    double CalibrationError,
    double ReviewShare,
    double? ExactUnreviewed,
    IReadOnlyList<ClassQuality> Classes,
    AgreementFigures Majority,
    AgreementFigures Keywords);

/// <summary>Quality of one turn-level question in one language.</summary>
/// <param name="Language">ISO 639-1 code, or <c>all</c>.</param>
/// <param name="Question"><c>empathy</c>, <c>courtesy</c>, <c>act</c>, <c>emotion</c> or <c>outcome</c>.</param>
/// <param name="Turns">Number of labelled turns of whole calls.</param>
/// <param name="Accuracy">Share of same labels, 0–1.</param>
/// <param name="MacroF1">Mean F1 over the labels that occur, 0–1.</param>
/// <param name="Classes">One entry a label.</param>
public sealed record TurnQuality(
    string Language, string Question, int Turns, double Accuracy, double MacroF1, IReadOnlyList<ClassQuality> Classes);

/// <summary>Quality of the models on labelled calls they were not trained on.</summary>
/// <param name="Model">Version of the models.</param>
/// <param name="Corpus">SHA-256 of the corpus.</param>
/// <param name="Part">The part of the split that was scored.</param>
/// <param name="Criteria">Call level: each language, then all together.</param>
/// <param name="Turns">Turn level: each language, then all together.</param>
public sealed record EvaluationReport(
    string Model,
    string Corpus,
    string Part,
    IReadOnlyList<CriterionQuality> Criteria,
    IReadOnlyList<TurnQuality> Turns);
