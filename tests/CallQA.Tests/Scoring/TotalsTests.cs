using CallQA.Scoring;
using CallQA.Scoring.Scorecards;

namespace CallQA.Tests.Scoring;

public sealed class TotalsTests
{
    private static readonly LocalText Text = new(new Dictionary<string, string> { ["en"] = "text" });

    /// <summary>Section a weighs 30 and holds a1 (up to 4 points) and a2 (up to 6); section b weighs 70 and holds b1 (up to 5).</summary>
    private static Scorecard Form(AutoFailScope scope = AutoFailScope.Section) => new(
        "form",
        1,
        ["en"],
        Text,
        [
            new ScorecardSection("a", Text, 30, [Question("a1", 4, scope), Question("a2", 6, scope)]),
            new ScorecardSection("b", Text, 70, [Question("b1", 5, scope)]),
        ]);

    [Fact]
    public void Of_WeighsSections()
    {
        var totals = Totals.Of(Form(), [Answer("a1", 4, 4), Answer("a2", 3, 6), Answer("b1", 2, 5)]);

        totals.Sections.Select(section => section.Percent).ShouldBe([70, 40]);
        totals.Overall.ShouldBe(0.3 * 70 + 0.7 * 40);
    }

    [Fact]
    public void Of_LeavesNotApplicableOutOfTheDenominator() =>
        Totals.Of(Form(), [Answer("a1", null, 4), Answer("a2", 3, 6), Answer("b1", 5, 5)])
            .Sections[0].Percent.ShouldBe(50);

    [Fact]
    public void Of_RebalancesTheWeights_WhenASectionHasNoPoints()
    {
        var totals = Totals.Of(Form(), [Answer("a1", 1, 4), Answer("a2", null, 6), Answer("b1", null, 5)]);

        totals.Sections.Select(section => section.Percent).ShouldBe([25, null]);
        totals.Overall.ShouldBe(25);
    }

    [Fact]
    public void Of_HasNoOverall_WhenNothingApplies()
    {
        var totals = Totals.Of(Form(), [Answer("a1", null, 4)]);

        totals.Overall.ShouldBeNull();
        totals.Sections.ShouldAllBe(section => section.Percent == null);
    }

    [Fact]
    public void Of_FailsTheSectionOnly_WhenTheScopeIsTheSection()
    {
        var totals = Totals.Of(Form(), [Answer("a1", 4, 4), Answer("a2", 6, 6, fails: true), Answer("b1", 5, 5)]);

        totals.Sections.Select(section => section.Percent).ShouldBe([0, 100]);
        totals.Overall.ShouldBe(70);
    }

    [Fact]
    public void Of_FailsTheWhole_WhenTheScopeIsTheEvaluation()
    {
        var totals = Totals.Of(
            Form(AutoFailScope.Evaluation), [Answer("a1", 4, 4), Answer("a2", 6, 6, fails: true), Answer("b1", 5, 5)]);

        totals.Sections.Select(section => section.Percent).ShouldBe([100, 100]);
        totals.Overall.ShouldBe(0);
    }

    private static ScorecardQuestion Question(string id, double points, AutoFailScope scope) => new(
        id, Text, null, new ManualSource(), [new("yes", points, Text), new("no", 0, Text)], [], false, new AutoFail(["no"], scope));

    private static Answer Answer(string question, double? points, double most, bool fails = false) =>
        new(question, points is null ? null : "x", points, most, points is not null, 1, "", [], false, fails);
}
