using CallQA.Coaching;
using CallQA.Scoring;

namespace CallQA.Tests.Coaching;

public class ExamplePickerTests
{
    [Fact]
    public void Pick_ChoosesBestWorstAndWidestGap_WhenThereAreEnoughCalls()
    {
        var examples = ExamplePicker.Pick(
        [
            Row("good", 5, 5, Resolution.Resolved, 95),
            Row("average", 3, 3, Resolution.Partial, 60),
            Row("warm but open", 5, 4, Resolution.Unresolved, 55),
            Row("bad", 2, 2, Resolution.Unresolved, 20),
        ]);

        examples.Select(example => (example.Kind, example.Call.CallId, example.Among)).ShouldBe(
            [(ExampleKind.Repeat, "good", 4), (ExampleKind.Improve, "bad", 3), (ExampleKind.Contrast, "warm but open", 2)]);
        (examples[2].Better, examples[2].Weaker).ShouldBe((Criterion.Empathy, Criterion.Resolution));
        examples[0].Quotes.Single().Evidence.Quote.ShouldBe("for");
        examples[1].Quotes.Single().Evidence.Quote.ShouldBe("against");
    }

    [Fact]
    public void Pick_PassesOverCallsThatNeedReview_WhenThreeOthersAreLeft()
    {
        CallRow[] calls =
        [
            Row("doubtful and best", 5, 5, Resolution.Resolved, 100, needsReview: true),
            Row("1", 3, 3, Resolution.Partial, 70),
            Row("2", 3, 3, Resolution.Partial, 60),
            Row("3", 3, 3, Resolution.Partial, 50),
        ];

        ExamplePicker.Pick(calls).Select(example => example.Call.CallId).ShouldBe(["1", "3", "2"]);
        ExamplePicker.Pick(calls[..3]).Select(example => example.Call.CallId).ShouldBe(["doubtful and best", "2", "1"]);
    }

    [Fact]
    public void Pick_NamesNothingToRepeat_WhenTheBestCallMissesHalfOfItsPoints() =>
        ExamplePicker.Pick([Row("bad", 1, 1, Resolution.Unresolved, 20), Row("hardly better", 1, 2, Resolution.Unresolved, 45)])
            .Select(example => example.Kind).ShouldBe([ExampleKind.Improve, ExampleKind.Contrast]);

    [Fact]
    public void Pick_NamesNothingToImprove_WhenEveryCallReachesAllPoints() =>
        ExamplePicker.Pick([Row("1", 5, 5, Resolution.Resolved, 100), Row("2", 5, 5, Resolution.Resolved, 100)])
            .Select(example => example.Kind).ShouldBe([ExampleKind.Repeat, ExampleKind.Contrast]);

    [Fact]
    public void Pick_ChoosesByPassages_WhenNoCriteriaDiffer()
    {
        var examples = ExamplePicker.Pick([Row("1", 3, 3, Resolution.Partial, 50), Row("2", 3, 3, Resolution.Partial, 50), Row("3", 3, 3, Resolution.Partial, 50)]);

        examples.Count.ShouldBe(3);
        examples.Select(example => example.Call.CallId).ShouldBeUnique();
        examples[2].Reason.ShouldBe(ExampleReason.BothDirections);
        examples[2].Quotes.Select(quote => quote.Evidence.Quote).ShouldBe(["for", "against"]);
    }

    [Fact]
    public void Pick_ChoosesNone_WhenNothingIsEvaluated() => ExamplePicker.Pick([CallRow.Of(Some.Call("waiting"), Some.November)]).ShouldBeEmpty();

    private static CallRow Row(string id, int empathy, int courtesy, Resolution resolution, double overall, bool needsReview = false) =>
        CallRow.Of(
            Some.Call(id, evaluation: Some.Evaluation(
                id, empathy, courtesy, resolution, overall, needsReview, evidence: [Some.Evidence("for", 0.5), Some.Evidence("against", -0.5)])),
            Some.November);
}
