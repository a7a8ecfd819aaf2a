namespace CallQA.Tests.Recordings;

public sealed partial class CallListReaderTests
{
    [Theory]
    [InlineData("start_time", "31.03.2026 14:05", "has no time zone")]
    [InlineData("start_time", "2026-02-30T14:05:00Z", "is no date and time")]
    [InlineData("start_time", "0001-01-01T00:00:00Z", "is no date and time")]
    [InlineData("start_time", "2026-03-31T14:05:00", "has no time zone")]
    [InlineData("duration_s", "-5", "is no length of time")]
    [InlineData("duration_s", "99999999999", "is no length of time")]
    [InlineData("hold_s", "soon", "is no length of time")]
    [InlineData("direction", "sideways", "is no direction")]
    [InlineData("language", "klingon", "is no known language")]
    [InlineData("csat", "11", "is no rating")]
    [InlineData("resolved", "perhaps", "is neither yes nor no")]
    [InlineData("channel_map", "agent,robot", "is no channel map")]
    [InlineData("recording_file", "../a.wav", "leads out of the folder")]
    [InlineData("recording_file", @"..\a.wav", "leads out of the folder")]
    [InlineData("recording_file", "/etc/passwd", "is an absolute path")]
    [InlineData("recording_file", @"C:\a.wav", "is an absolute path")]
    [InlineData("recording_file", "https://host/a.wav", "is an address")]
    [InlineData("recording_file", ".", "names no file")]
    [InlineData("recording_file", "a\tb.wav", "holds a control character")]
    public async Task ReadAsync_ReportsTheRowAndGoesOn_WhenAValueIsWrong(string column, string value, string what)
    {
        var header = column == "recording_file" ? "call_id,recording_file" : $"{column},recording_file";
        var bad = column == "recording_file" ? $"c-1,\"{value}\"" : $"\"{value}\",bad.wav";

        var list = await ReadAsync(header, bad, ",good.wav");

        list.Rows.ShouldHaveSingleItem().RecordingFile.ShouldBe("good.wav");
        var problem = list.Problems.ShouldHaveSingleItem();
        (problem.Row, problem.Column, problem.Value).ShouldBe((2, column, value.Replace('\t', ' ')));
        problem.Message.ShouldBeASentence(folder.At("calls.csv"), "row 2", $"column '{column}'", $"'{problem.Value}' {what}");
    }

    [Fact]
    public async Task ReadAsync_ReportsEveryProblemOfARow()
    {
        var list = await ReadAsync("recording_file,language,csat", ",xx,9");

        list.Problems.Select(problem => problem.Column).ShouldBe(["recording_file", "language", "csat"]);
    }

    [Theory]
    [InlineData("a.wav,agent,customer", "has 3 columns where the header has 2")]
    [InlineData("a.wav", "has 1 columns where the header has 2")]
    [InlineData("\"a\".wav,agent", "has a double quote where none may stand")]
    public async Task ReadAsync_ReportsTheRow_WhenItIsBrokenAsAWhole(string row, string what)
    {
        var list = await ReadAsync("recording_file,channel_map", row, "b.wav,agent");

        list.Rows.ShouldHaveSingleItem().RecordingFile.ShouldBe("b.wav");
        list.Problems.ShouldHaveSingleItem().Message.ShouldBeASentence("row 2: the row " + what);
    }

    [Fact]
    public async Task ReadAsync_TakesTheRow_WhenOnlyEmptyValuesAreTooMany() =>
        (await ReadAsync("recording_file,team", "a.wav,North,, ")).Rows.ShouldHaveSingleItem().Metadata.Team.ShouldBe("North");

    [Fact]
    public async Task ReadAsync_SaysSo_WhenAQuoteIsNeverClosed()
    {
        var list = await ReadAsync("recording_file,team", "a.wav,North", "b.wav,\"South", "c.wav,West");

        list.Rows.ShouldHaveSingleItem().RecordingFile.ShouldBe("a.wav");
        list.Problems.ShouldHaveSingleItem().Message.ShouldBeASentence("row 3", "never closed");
    }
}
