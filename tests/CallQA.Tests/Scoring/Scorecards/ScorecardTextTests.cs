using CallQA.Scoring.Scorecards;

namespace CallQA.Tests.Scoring.Scorecards;

public sealed class ScorecardTextTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void Render_ShowsTheServiceCall(string language) =>
        string.Join('\n', ScorecardText.Render(StandardScorecards.Get("service-call"), language))
            .ShouldMatchGolden($"service-call.{language}.txt");

    [Fact]
    public void Render_KeepsToItsWidth()
    {
        var lines = ScorecardText.Render(StandardScorecards.Get("service-call"), "de");

        lines.ShouldAllBe(line => line.Length <= 100 && line == line.TrimEnd());
    }

    [Fact]
    public void Render_NamesTheLanguages_WhenNotWrittenInIt() =>
        Should.Throw<InputException>(() => ScorecardText.Render(StandardScorecards.Get("service-call"), "fr"))
            .Message.ShouldBe("The scorecard service-call@1 is not written in 'fr'; choose en or de.");
}
