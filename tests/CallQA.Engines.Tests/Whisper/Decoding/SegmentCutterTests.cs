using CallQA.Engines.Whisper.Decoding;

namespace CallQA.Engines.Tests.Whisper.Decoding;

public sealed class SegmentCutterTests
{
    private static readonly Segment Segment = new(
        "one two three four", 0, 9, 0.5, [new("one", 1, 2, 0.1), new("two", 2, 3, 0.3), new("three", 4, 5, 0.5), new("four", 6, 8, 0.7)]);

    [Fact]
    public void Cut_FillsLinesWithWholeWords_WithTheirTimes()
    {
        var parts = SegmentCutter.Cut(Segment, 10).ToList();

        parts.Select(part => part.Text).ShouldBe(["one two", "three four"]);
        parts.Select(part => (part.Start, part.End)).ShouldBe([(0, 3), (4, 9)]);
        parts[0].Confidence.ShouldBe(0.2, 1e-9);
        parts[1].Words!.Select(word => word.Text).ShouldBe(["three", "four"]);
    }

    [Fact]
    public void Cut_KeepsAWordWhole_WhenItIsTooLong() =>
        SegmentCutter.Cut(Segment, 2).Select(part => part.Text).ShouldBe(["one", "two", "three", "four"]);

    [Fact]
    public void Cut_LeavesTheSegment_WhenItIsShortOrHasNoWords()
    {
        SegmentCutter.Cut(Segment, 18).ShouldBe([Segment]);
        SegmentCutter.Cut(Segment with { Words = null }, 5).ShouldBe([Segment with { Words = null }]);
    }

    [Fact]
    public void Cut_JoinsWithoutBlanks_WhereThereAreNone() =>
        SegmentCutter.Cut(Segment with { Words = [.. Segment.Words!.Select(word => word with { Blank = word.Text == "three" })] }, 8)
            .Select(part => part.Text).ShouldBe(["onetwo", "three", "four"]);
}
