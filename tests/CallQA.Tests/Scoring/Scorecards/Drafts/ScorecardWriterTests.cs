using CallQA.Scoring.Scorecards;
using CallQA.Scoring.Scorecards.Drafts;

namespace CallQA.Tests.Scoring.Scorecards.Drafts;

public sealed class ScorecardWriterTests
{
    private static ScorecardDraft Mini => ScorecardDraft.Of(ScorecardReader.Read(ScorecardYaml.Valid, "mini.yaml"));

    [Theory]
    [InlineData("service-call")]
    [InlineData("mini")]
    public void Written_IsReadAsTheSameScorecard(string id)
    {
        var scorecard = id == "mini" ? ScorecardReader.Read(ScorecardYaml.Valid, "mini.yaml") : StandardScorecards.Get(id);
        var again = ScorecardReader.Read(ScorecardWriter.Write(scorecard), "written");
        ScorecardDiff.Between(scorecard, again).ShouldBeEmpty();
        again.Questions.Select(question => question.Id).ShouldBe(scorecard.Questions.Select(question => question.Id));
        ScorecardWriter.Write(again).ShouldBe(ScorecardWriter.Write(scorecard));
    }

    [Theory]
    [InlineData("yes: no, [maybe] {really} #5 \"quoted\" \\ 'single'")]
    [InlineData("- dash, * star, & and ! bang % per cent")]
    [InlineData("first line\nsecond line")]
    [InlineData("Straße „Ä“ – 日本語 😀")]
    [InlineData("~")]
    [InlineData("0x1F")]
    public void Texts_SurviveWhateverTheyHold(string text)
    {
        var draft = Mini with { Title = new Dictionary<string, string> { ["en"] = text, ["de"] = text } };
        var scorecard = ScorecardReader.Read(ScorecardWriter.Write(draft).Text, "written");
        scorecard.Title.In("en").ShouldBe(text);
        scorecard.Title.In("de").ShouldBe(text);
    }

    [Fact]
    public void Problem_LeadsToTheFieldThatIsWrong()
    {
        var mini = Mini;
        var section = mini.Sections[1];
        var question = section.Questions[0];
        FieldOf(mini with { Version = "x" }).ShouldBe("version");
        FieldOf(mini with { Id = "" }).ShouldBe("id");
        FieldOf(With(section with { Weight = "-1" })).ShouldBe("s.1.weight");
        FieldOf(With(section with { Id = "first" })).ShouldBe("s.1.id");
        FieldOf(With(section with { Questions = [] })).ShouldBe("s.1.id");
        FieldOf(Asking(question with { Id = "hello" })).ShouldBe("s.1.q.0.id");
        FieldOf(Asking(question with { Text = new Dictionary<string, string> { ["en"] = "Solved?" } })).ShouldBe("s.1.q.0.text.de");
        FieldOf(Asking(question with { Options = [question.Options[0] with { Points = "many" }, .. question.Options.Skip(1)] })).ShouldBe("s.1.q.0.o.0.points");
        FieldOf(Asking(question with { Options = [question.Options[0] with { Label = new Dictionary<string, string> { ["de"] = "Ja" } }, .. question.Options.Skip(1)] })).ShouldBe("s.1.q.0.o.0.label.en");
        FieldOf(Asking(question with { Options = [.. question.Options.Skip(1)], FailsOn = [] })).ShouldBe("s.1.q.0.options");
        FieldOf(Asking(question with { Conditions = [new("", "nowhere", ["yes"])] })).ShouldBe("s.1.q.0.c.0.question");
        FieldOf(Asking(question with { Conditions = [new("", "hello", ["never"])] })).ShouldBe("s.1.q.0.c.0.is");
        FieldOf(mini with { Sections = [mini.Sections[0] with { Questions = [mini.Sections[0].Questions[0] with { Limits = new Dictionary<string, string> { ["within"] = "soon" } }] }, section] }).ShouldBe("s.0.q.0.limit.within");

        ScorecardDraft With(SectionDraft changed) => mini with { Sections = [mini.Sections[0], changed] };
        ScorecardDraft Asking(QuestionDraft changed) => With(section with { Questions = [changed, .. section.Questions.Skip(1)] });
    }

    [Fact]
    public void Heading_ChangesIdAndVersion_AndNothingElse()
    {
        var text = StandardScorecards.Text("service-call");
        var changed = ScorecardHeading.With(text, "other", 7);
        ScorecardReader.Read(changed, "changed").Reference.ShouldBe("other@7");
        changed.Replace("id: other", "id: service-call", StringComparison.Ordinal).Replace("version: 7", "version: 1", StringComparison.Ordinal).ShouldBe(text);
    }

    private static string? FieldOf(ScorecardDraft draft)
    {
        var written = ScorecardWriter.Write(draft);
        var problems = Should.Throw<ScorecardException>(() => ScorecardReader.Read(written.Text, "written")).Problems;
        return written.FieldOf(problems[0]);
    }
}
