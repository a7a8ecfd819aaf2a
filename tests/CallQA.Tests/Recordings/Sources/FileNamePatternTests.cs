using CallQA.Recordings.Sources;

namespace CallQA.Tests.Recordings.Sources;

public sealed class FileNamePatternTests
{
    [Theory]
    [InlineData("(?<agent_id>[", "it is no regular expression")]
    [InlineData(@"(?<agent_id>\d+)(?=x)", "it looks around or refers back")]
    [InlineData(@"\d+", "no part of it has a name")]
    [InlineData(@"(?<agent>\d+)", "the group 'agent' is no field; use call_id, recording_file")]
    public void Parse_SaysWhatIsWrong(string text, string expected) =>
        Should.Throw<FormatException>(() => FileNamePattern.Parse(text)).Message.ShouldContain(expected);

    [Fact]
    public void Match_LooksAtTheWholePath_WhenThePatternHasASlash()
    {
        var pattern = FileNamePattern.Parse("^(?<team>[^/]+)/(?<agent_id>[^/]+)/[^/]+$");

        pattern.Match("north/a-101/call.wav").ShouldBe(new Dictionary<string, string> { ["team"] = "north", ["agent_id"] = "a-101" }, ignoreOrder: true);
        pattern.Match("call.wav").ShouldBeNull();
    }

    [Fact]
    public void Match_TakesTimeThatGrowsWithTheName_WhenThePatternInvitesBacktracking()
    {
        var pattern = FileNamePattern.Parse("^(?:a+)+(?<call_id>b)$");

        // Backtracking would need two to the power of fifty thousand steps.
        pattern.Match(new string('a', 50_000) + ".wav").ShouldBeNull();
    }
}
