using System.Text.Json.Serialization;
using CallQA.Scoring;

namespace CallQA.App.Commands.Demo;

/// <summary>One call's way through the demonstration.</summary>
/// <param name="Call">The call with all its results.</param>
/// <param name="Elapsed">How long the whole way took.</param>
/// <param name="FromStore">True when everything was answered from the store.</param>
internal sealed record DemoResult(EvaluatedCall Call, TimeSpan Elapsed, bool FromStore)
{
    /// <summary>Length of the recording over the time it took: above 1 is faster than real time.</summary>
    public double TimesRealTime => Call.Call.Duration / Elapsed;
}

/// <summary>One entry of <c>evaluations.json</c>.</summary>
internal sealed record EvaluationEntry(
    string Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Agent,
    string? AgentName,
    DateTimeOffset? StartTime,
    TimeSpan Duration,
    CriterionScore<int> Empathy,
    CriterionScore<int> Courtesy,
    CriterionScore<Resolution> Resolution,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Overall,
    bool NeedsReview,
    string Scorecard,
    string Model,
    IReadOnlyList<SectionResult> Sections,
    IReadOnlyList<Answer> Answers)
{
    public static EvaluationEntry Of(EvaluatedCall evaluated)
    {
        var (call, evaluation) = (evaluated.Call, evaluated.Evaluation!);
        return new EvaluationEntry(
            call.Id,
            call.Metadata.AgentId,
            call.Metadata.AgentName,
            call.Metadata.StartTime,
            call.Duration,
            evaluation.Scores.Empathy,
            evaluation.Scores.Courtesy,
            evaluation.Scores.Resolution,
            evaluation.Overall,
            evaluation.NeedsReview,
            evaluation.Scorecard,
            evaluation.Model,
            evaluation.Sections,
            evaluation.Answers);
    }
}
