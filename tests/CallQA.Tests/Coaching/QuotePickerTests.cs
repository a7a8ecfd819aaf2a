using CallQA.Coaching;
using CallQA.Scoring;

namespace CallQA.Tests.Coaching;

public class QuotePickerTests
{
    [Fact]
    public void ForCriterion_TakesTheStrongestOfEachCall_ForAndAgainst()
    {
        var quotes = QuotePicker.ForCriterion(
            Criterion.Empathy,
            [
                Row("1", Some.Evidence("weak", 0.1), Some.Evidence("strong", 0.9), Some.Evidence("cold", -0.2)),
                Row("2", Some.Evidence("middle", 0.5), Some.Evidence(" ", 0.95)),
                Row("3", Some.Evidence("coldest", -0.7), Some.Evidence("nothing", 0), Some.Evidence("hardly anything", 0.04)),
            ],
            most: 3);

        quotes.For.Select(quote => (quote.CallId, quote.Evidence.Quote)).ShouldBe([("1", "strong"), ("2", "middle")]);
        quotes.Against.Select(quote => (quote.CallId, quote.Evidence.Quote)).ShouldBe([("3", "coldest"), ("1", "cold")]);
    }

    [Fact]
    public void ForCriterion_KeepsTheOrderOfTheCalls_WhenPassagesAreEquallyStrong() =>
        QuotePicker.ForCriterion(Criterion.Empathy, [Row("1", Some.Evidence("a", 0.5)), Row("2", Some.Evidence("b", 0.5))], most: 1)
            .For.Single().CallId.ShouldBe("1");

    private static CallRow Row(string id, params Evidence[] evidence) =>
        CallRow.Of(Some.Call(id, evaluation: Some.Evaluation(id, evidence: evidence)), Some.November);
}
