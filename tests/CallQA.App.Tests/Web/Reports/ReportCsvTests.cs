using CallQA.App.Web.Reports;
using CallQA.Coaching;
using CallQA.Tests;
using CallQA.Tests.Coaching;
using CsvHelper;

namespace CallQA.App.Tests.Web.Reports;

public sealed class ReportCsvTests
{
    [Fact]
    public void Calls_MatchesTheGoldenTable_ForAnAgent() => ReportCsv.Calls(SampleReports.Of("a-101")).ShouldMatchGolden("agent.csv");

    [Fact]
    public void Questions_MatchesTheGoldenTable_ForAnAgent() =>
        ReportCsv.Questions(SampleReports.Of("a-101")).ShouldMatchGolden("agent.questions.csv");

    [Fact]
    public void Calls_HasOneRowACall_ForTheTeam() => Read(ReportCsv.Calls(SampleReports.English[0])).Count.ShouldBe(SampleMonth.Calls.Count);

    [Theory]
    [InlineData("=HYPERLINK(\"x\")")]
    [InlineData("+49 30 1234")]
    [InlineData("-1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    public void Calls_GuardsAgainstFormulas_WhenANameBeginsLikeOne(string name)
    {
        var report = new CoachingReportBuilder(Some.Form).BuildAll([Some.Call("c", name: name)], SampleMonth.Period)[0];

        Read(ReportCsv.Calls(report)).Single()["agent_name"].ShouldBe("'" + name);
    }

    [Theory]
    [InlineData("Müller, Anna")]
    [InlineData("Anna \"Ann\" Vogel")]
    [InlineData("two\nlines")]
    public void Calls_KeepsTheName_WhenItHoldsTheFormatsOwnCharacters(string name)
    {
        var report = new CoachingReportBuilder(Some.Form).BuildAll([Some.Call("c", name: name)], SampleMonth.Period)[0];

        Read(ReportCsv.Calls(report)).Single()["agent_name"].ShouldBe(name);
    }

    private static List<Dictionary<string, string>> Read(string csv)
    {
        using var reader = CsvReader.FromText(csv, new CsvReaderOptions());
        reader.ReadHeader();
        var rows = new List<Dictionary<string, string>>();
        while (reader.Read())
            rows.Add(reader.Headers.Select((header, index) => (header, Value: reader.GetString(index))).ToDictionary(cell => cell.header, cell => cell.Value));

        return rows;
    }
}
