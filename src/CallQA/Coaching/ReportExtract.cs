using CallQA.Scoring;

namespace CallQA.Coaching;

/// <summary>
/// Keeps of evaluated calls what reports are made of, so that a month of a large centre fits into memory: of all passages
/// the strongest on either side, of equal texts one. Reports of the extracts are those of the calls. Not for several threads at once.
/// </summary>
public sealed class ReportExtract
{
    private readonly HashSet<string> texts = new(StringComparer.Ordinal);

    /// <summary>The extract of one call: without its words, the reasons of answers and the weaker passages.</summary>
    /// <param name="call">The call, evaluated or not.</param>
    public EvaluatedCall Of(EvaluatedCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call with { Transcript = null, Evaluation = call.Evaluation is { } evaluation ? Of(evaluation) : null };
    }

    private Evaluation Of(Evaluation evaluation) => evaluation with
    {
        Scorecard = Once(evaluation.Scorecard),
        Model = Once(evaluation.Model),
        Scores = new(Of(evaluation.Scores.Empathy), Of(evaluation.Scores.Courtesy), Of(evaluation.Scores.Resolution)),
        Answers = [.. evaluation.Answers.Select(Of)],
        Sections = [.. evaluation.Sections.Select(section => section with { Section = Once(section.Section) })],
        CustomerEmotions = null,
    };

    private Answer Of(Answer answer) => answer with
    {
        Question = Once(answer.Question),
        Choice = answer.Choice is { } choice ? Once(choice) : null,
        Reason = "",
        Evidence = QuotePicker.StrongestOf(answer.Evidence),
    };

    private static CriterionScore<T> Of<T>(CriterionScore<T> score)
        where T : struct => score with { Evidence = QuotePicker.StrongestOf(score.Evidence) };

    private string Once(string text)
    {
        if (texts.TryGetValue(text, out var kept)) return kept;
        texts.Add(text);
        return text;
    }
}
