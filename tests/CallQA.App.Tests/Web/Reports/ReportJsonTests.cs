using System.Text.Json;
using CallQA.App.Web.Reports;
using CallQA.Tests;
using CallQA.Tests.Coaching;

namespace CallQA.App.Tests.Web.Reports;

public sealed class ReportJsonTests
{
    [Fact]
    public void Write_MatchesTheGoldenDocument_ForAnAgentWithFewCalls() => ReportJson.Write(SampleReports.Of("a-103")).ShouldMatchGolden("agent.json");

    [Fact]
    public void Write_ListsEveryCallBehindTheNumbers_ForTheTeam()
    {
        using var document = JsonDocument.Parse(ReportJson.Write(SampleReports.English[0]));

        document.RootElement.GetProperty("calls").GetArrayLength().ShouldBe(SampleMonth.Calls.Count);
        document.RootElement.GetProperty("counts").GetProperty("evaluated").GetInt32().ShouldBe(26);
        document.RootElement.GetProperty("schema").GetString().ShouldBe("callqa-coaching-report/1");
    }
}
