using System.Globalization;
using System.Text.Json;
using CallQA.App.Commands;
using CallQA.App.Commands.Ingest;
using CallQA.Recordings;

namespace CallQA.App.Tests.Commands.Ingest;

public sealed class IngestOutputTests
{
    private const int Calls = IngestOutput.Shown + 700;

    [Fact]
    public void Add_WritesJsonAtOnce_AndKeepsNothing()
    {
        using var json = new StringWriter();
        var output = new IngestOutput(OutputFormat.Json, json);
        for (var number = 0; number < Calls; number++) output.Add(Result(number));
        output.Kept.ShouldBe(0);
        json.ToString().ShouldContain("c-1199");
        output.End();
        var read = JsonDocument.Parse(json.ToString()).RootElement;
        read.GetArrayLength().ShouldBe(Calls);
        read[7].GetProperty("callId").GetString().ShouldBe("c-7");
    }

    [Fact]
    public void Add_KeepsTheFirstForTheTable_AndCountsTheOthers()
    {
        var output = new IngestOutput(OutputFormat.Table, TextWriter.Null);
        for (var number = 0; number < Calls; number++) output.Add(Result(number));
        output.Kept.ShouldBe(IngestOutput.Shown);
        output.Count.ShouldBe(Calls);
    }

    [Fact]
    public void End_WritesAnEmptyList_WhenNothingCame()
    {
        using var json = new StringWriter();
        new IngestOutput(OutputFormat.Json, json).End();
        JsonDocument.Parse(json.ToString()).RootElement.GetArrayLength().ShouldBe(0);
    }

    private static IngestResult Result(int number) =>
        new($"{number}.wav", string.Create(CultureInfo.InvariantCulture, $"c-{number}"), Stage: CallStage.TakenIn);
}
