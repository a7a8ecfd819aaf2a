using CallQA.App.Web.Reports;
using CallQA.Coaching;

namespace CallQA.App.Tests.Web.Reports;

public sealed class ReportFileNamesTests
{
    [Theory]
    [InlineData("a-101", "a-101")]
    [InlineData("AG_7", "AG_7")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("a/b:c*?", "a-b-c")]
    [InlineData("Müller", "M-ller")]
    [InlineData("team-lead", "team-lead-")]
    [InlineData("team", "team-")]
    [InlineData("CON", "CON-")]
    [InlineData("", "")]
    public void Find_GivesASafeName_ForAnyAgent(string id, string beginning)
    {
        var subject = ReportSubject.Agent(id);

        var name = new ReportFileNames([subject]).Find(subject)!;

        name.ShouldStartWith(beginning);
        name.ShouldNotBeEmpty();
        name.ShouldAllBe(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-' || letter == '_');
    }

    [Fact]
    public void Find_KeepsSubjectsApart_WhenTheirNamesWouldMeet()
    {
        ReportSubject[] subjects =
        [
            ReportSubject.Everyone, ReportSubject.Team("a b"), ReportSubject.Team("a/b"), ReportSubject.Agent("team"), ReportSubject.Agent("team-a b"),
            ReportSubject.Agent("a b"), ReportSubject.Agent("a/b"), ReportSubject.Agent("a-b"), ReportSubject.Agent("A-B"),
            ReportSubject.Agent(new string('x', 80)), ReportSubject.Agent(new string('x', 90)),
        ];
        var names = new ReportFileNames(subjects);

        subjects.Select(subject => names.Find(subject)!.ToUpperInvariant()).ShouldBeUnique();
        names.Find(ReportSubject.Agent("unknown")).ShouldBeNull();
    }
}
