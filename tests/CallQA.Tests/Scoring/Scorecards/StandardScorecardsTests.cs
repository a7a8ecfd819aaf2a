using CallQA.Scoring.Scorecards;

namespace CallQA.Tests.Scoring.Scorecards;

public sealed class StandardScorecardsTests
{
    public static TheoryData<string> All => [.. StandardScorecards.List()];

    [Fact]
    public void List_HoldsTheServiceCall() => StandardScorecards.List().ShouldContain("service-call");

    [Theory]
    [MemberData(nameof(All))]
    public void Get_LoadsItInBothLanguages_WhenListed(string id)
    {
        var scorecard = StandardScorecards.Get(id);

        scorecard.Id.ShouldBe(id);
        scorecard.Languages.ShouldBe(["en", "de"]);
        Texts(scorecard).ShouldAllBe(text => text.Languages.Contains("en") && text.Languages.Contains("de"));
    }

    [Fact]
    public void Get_MixesRulesAndModels_ForTheServiceCall()
    {
        var scorecard = StandardScorecards.Get("service-call");

        scorecard.Sections.Select(section => section.Id).ShouldBe(["opening", "communication", "empathy", "resolution", "closing"]);
        scorecard.Questions.Select(question => question.Source).OfType<ModelSource>().Select(model => model.Criterion)
            .ShouldBe([ModelCriterion.Courtesy, ModelCriterion.Empathy, ModelCriterion.Resolution]);
        scorecard.Questions.Count(question => question.Source is RuleSource).ShouldBeGreaterThan(12);
        scorecard.Sections.Sum(section => section.Weight).ShouldBe(100);
    }

    [Fact]
    public void Get_NamesTheChoices_WhenThereIsNone() =>
        Should.Throw<InputException>(() => StandardScorecards.Get("sales"))
            .Message.ShouldBe("There is no standard scorecard 'sales'; the standard scorecards are service-call.");

    private static IEnumerable<LocalText> Texts(Scorecard scorecard) =>
    [
        scorecard.Title,
        .. scorecard.Sections.Select(section => section.Title),
        .. scorecard.Questions.Select(question => question.Text),
        .. scorecard.Questions.Select(question => question.Help).OfType<LocalText>(),
        .. scorecard.Questions.SelectMany(question => question.Options).Select(option => option.Label),
    ];
}
