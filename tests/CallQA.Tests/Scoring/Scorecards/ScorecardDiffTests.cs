using CallQA.Scoring.Scorecards;

namespace CallQA.Tests.Scoring.Scorecards;

public sealed class ScorecardDiffTests
{
    [Theory]
    [InlineData("weight: 40", "weight: 50", ChangedPart.Weight, "first", null, null, "40", "50")]
    [InlineData("{ en: Hello?, de: Hallo? }", "{ en: Hello there?, de: Hallo? }", ChangedPart.Text, null, "hello", "en", "Hello?", "Hello there?")]
    [InlineData("with: { within: 20 }", "with: { within: 25 }", ChangedPart.Limit, null, "hello", "within", "20", "25")]
    [InlineData("{ value: partly, points: 1,", "{ value: partly, points: 1.5,", ChangedPart.Points, null, "hello", "partly", "1", "1.5")]
    [InlineData("label: { en: Great, de: Toll }", "label: { en: Great, de: Super }", ChangedPart.Label, null, "opinion", "great (de)", "Toll", "Super")]
    [InlineData("required: true", "required: false", ChangedPart.Required, null, "hello", null, "true", "false")]
    [InlineData("is: [yes, partly]", "is: yes", ChangedPart.Conditions, null, "words", null, "hello = yes | partly; call-has times", "hello = yes; call-has times")]
    [InlineData("fails: section", "fails: evaluation", ChangedPart.AutoFail, null, "solved", null, "unresolved: section", "unresolved: evaluation")]
    [InlineData("de: [beruhigen]", "de: [beruhigen, ruhig]", ChangedPart.Phrases, null, "words", "de", "beruhigen", "beruhigen\nruhig")]
    [InlineData("title: { en: Mini,", "title: { en: Small,", ChangedPart.Title, null, null, "en", "Mini", "Small")]
    public void Change_IsToldWithItsPlace(string passage, string replacement, ChangedPart part, string? section, string? question, string? detail, string before, string after) =>
        Between(ScorecardYaml.Valid, ScorecardYaml.With(passage, replacement)).ShouldBe([new(part, section, question, detail, before, after)]);

    [Fact]
    public void Question_IsToldOnce_WhenItIsNewOrGone()
    {
        const string Opinion = """
                  - id: opinion
                    text: { en: And?, de: Und? }
                    manual: true
                    options:
                      - { value: great, points: 3, label: { en: Great, de: Toll } }
                      - { value: poor, points: 0, label: { en: Poor, de: Schwach } }
            """;
        var without = ScorecardYaml.With(Opinion, "");
        Between(ScorecardYaml.Valid, without).ShouldBe([new(ChangedPart.Question, null, "opinion", null, "opinion", null)]);
        Between(without, ScorecardYaml.Valid).ShouldBe([new(ChangedPart.Question, null, "opinion", null, null, "opinion")]);
    }

    [Fact]
    public void Wordings_AreToldApartFromWhatChangesAScore()
    {
        Between(ScorecardYaml.Valid, ScorecardYaml.With("de: Hallo?", "de: Grüezi?")).Single().IsWording.ShouldBeTrue();
        Between(ScorecardYaml.Valid, ScorecardYaml.With("points: 5, label: { en: \"Yes\", de: Ja } }", "points: 6, label: { en: \"Yes\", de: Ja } }")).Single().IsWording.ShouldBeFalse();
    }

    private static IReadOnlyList<ScorecardChange> Between(string before, string after) =>
        ScorecardDiff.Between(ScorecardReader.Read(before, "before"), ScorecardReader.Read(after, "after"));
}
