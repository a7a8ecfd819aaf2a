using CallQA.App.Search.Index;
using CallQA.App.Tests.Storage;
using CallQA.Scoring;

namespace CallQA.App.Tests.Search.Index;

public sealed class ResultCodeTests
{
    [Fact]
    public void Answers_TellPointsAutoFailsAndWhatIsMissing()
    {
        var code = ResultCode.Answers(Some.Evaluation("call") with
        {
            Answers = [Answer(5, 5), Answer(2.5, 5), Answer(0, 5), Answer(0, 5, fails: true), Answer(null, 5), Answer(null, 5, fails: true)],
        });
        code.ShouldBe("ukaA-A");
        code.Select(ResultCode.ShareOf).ShouldBe([1, 0.5, 0, 0, null, 0]);
        code.Select(ResultCode.Fails).ShouldBe([false, false, false, true, false, true]);
    }

    [Fact]
    public void Sections_TellWholePerCent() =>
        ResultCode.Sections([new("a", 100, 1), new("b", null, 1), new("c", 66.667, 1), new("d", 0, 1)]).ShouldBe("100---067000");

    private static Answer Answer(double? points, double most, bool fails = false) => new("q", null, points, most, true, 1, "", [], false, fails);
}
