using System.Globalization;
using System.Text;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Quality;

namespace CallQA.Engines.Scoring.Training;

/// <summary>Writes the card of a trained model. It holds no date, so that the same training gives the same card.</summary>
internal static class ModelCard
{
    public const string FileName = "MODEL_CARD.md";

    public static string Write(EvaluationReport report, LabelledCorpus corpus, CorpusProvenance? provenance, TrainingOptions options)
    {
        var card = new StringBuilder();
        Line(card, $"""
            # Scoring models {report.Model}

            Score the agent of a recorded service call from its transcript: empathy 1–5, courtesy 1–5 and resolution
            (resolved, partial, unresolved), by the definitions of `RUBRIC.md`. Languages: {string.Join(", ", options.Languages)}.

            ## Data and provenance

            Trained on {Count(corpus, CorpusPart.Train)}{AndReviews(corpus)}. Confidence is calibrated on cross-fitted decisions about the training calls and on
            the validation calls ({Count(corpus, CorpusPart.Validation)} in that part). The figures below come from the test part, which was never trained on.
            Corpus SHA-256: `{corpus.Hash}`. Seed {options.Seed}.

            {Of(provenance)}
            {OfReviews(corpus)}No other data and no pretrained weights went into the models; a few constants, how far what is
            usual in life counts for the resolution, were chosen on three public sets and on the validation calls of the shipped corpus (Schema-Guided Dialogue, CC BY-SA 4.0, and
            MultiWOZ, MIT, as rated by User Satisfaction Simulation, without a licence of its own; Short Text Conversation 3, ratings CC BY 4.0).
            """);
        AddCriteria(card, report);
        AddTurns(card, report);
        Line(card, """

            ## How they work

            Five maximum-entropy classifiers (ML.NET, L-BFGS) read each turn from words, word pairs, parts of words, lexicon groups,
            the other speaker's words and the position in the call; five more correct that reading by the readings of the turns
            around. For each criterion a text model reads the call's words at once (for resolution: its end), and a call model
            combines both: the mean of ordered logistic regression and boosted trees (ML.NET FastTree) for empathy and courtesy,
            three classes for resolution, whose features fade from the end. What the resolution model says is then held less firmly and pulled
            towards the signs that the end of a call gives in life (the customer's feelings and thanks, the agent's apologies). Copies of the training calls with stock apologies and
            with insults teach what these are worth. Confidence is a logistic curve over the model's own probability, one a language.

            ## Limits

            - Written material only; real calls differ, and how far the scores hold on them has to be measured by scoring a sample by hand.
            - Only words count: tone of voice, speed and pauses are not heard.
            - Irony and dialect are often missed. Names, products and policies are unknown to the models.
            - Meant to prepare a reviewer's work. Do not decide about people by these scores alone.
            """);
        return card.ToString();
    }

    private static void AddCriteria(StringBuilder card, EvaluationReport report)
    {
        Line(card, """

            ## Quality on held-out calls

            Kappa is quadratic weighted; brackets are 95 % bootstrap intervals; ECE is the expected calibration error of the confidence.

            | language | criterion | calls | kappa | alpha | exact | within 1 | macro-F1 | ECE | kappa, majority | kappa, keywords | macro-F1, keywords |
            |---|---|---|---|---|---|---|---|---|---|---|---|
            """);
        foreach (var one in report.Criteria)
        {
            Line(card, $"| {one.Language} | {one.Criterion} | {one.Calls} | {Figure(one.Model.Kappa)} [{Figure(one.KappaInterval.Low)}, {Figure(one.KappaInterval.High)}] | {Figure(one.Model.Alpha)} | "
                + $"{Figure(one.Model.Exact)} | {Figure(one.Model.WithinOne)} | {Figure(one.Model.MacroF1)} | {Figure(one.CalibrationError)} | "
                + $"{(one.Majority is { } majority ? Figure(majority.Kappa) : "–")} | {Figure(one.Keywords.Kappa)} | {Figure(one.Keywords.MacroF1)} |");
        }
    }

    private static void AddTurns(StringBuilder card, EvaluationReport report)
    {
        Line(card, """

            | language | turn-level question | turns | accuracy | macro-F1 |
            |---|---|---|---|---|
            """);
        foreach (var one in report.Turns)
            Line(card, $"| {one.Language} | {one.Question} | {one.Turns} | {Figure(one.Accuracy)} | {Figure(one.MacroF1)} |");
    }

    private static string Of(CorpusProvenance? provenance) => provenance is null
        ? $"What the corpus holds, who labelled it, when, and under what licence it may be used is not known: its folder holds no `{CorpusProvenance.FileName}` with its SHA-256."
        : $"{provenance.Statement}\nWritten: {provenance.Written}. Licence: {provenance.Licence}.";

    private static string AndReviews(LabelledCorpus corpus) =>
        Reviews(corpus, CorpusPart.Train) is var reviews and > 0 ? string.Create(CultureInfo.InvariantCulture, $" of the corpus and on {reviews} reviewed calls and passages") : "";

    private static string OfReviews(LabelledCorpus corpus) => Reviews(corpus, CorpusPart.Train) + Reviews(corpus, CorpusPart.Test) == 0 ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"""
        Beside the corpus, {Reviews(corpus, CorpusPart.Train)} calls and passages of the contact centre that trained these models were learnt from, and {Reviews(corpus, CorpusPart.Test)} more, never
        learnt from, were compared on. Their customers and agents are those of that centre, people of it scored them, and only calls were taken that it
        allows to be learnt from (`coaching.md`, Learning). The SHA-256 is of corpus and reviews together.

        """);

    private static int Reviews(LabelledCorpus corpus, CorpusPart part) => corpus.Of(part).Count(one => one.Source == ReviewLines.Source);

    private static string Count(LabelledCorpus corpus, CorpusPart part)
    {
        var counts = corpus.Of(part).Where(one => one.Source != ReviewLines.Source).GroupBy(one => one.Kind).OrderBy(group => group.Key)
            .Select(group => group.Count().ToString(CultureInfo.InvariantCulture) + " " + group.Key.ToString().ToLowerInvariant() + "s");
        return string.Join(", ", counts);
    }

    private static string Figure(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder card, string text) => card.Append(text).Append('\n');
}
