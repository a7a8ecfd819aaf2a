using CallQA.Engines.Whisper.Decoding;
using CallQA.Engines.Whisper.Windows;
using CsCheck;

namespace CallQA.Engines.Tests.Whisper.Windows;

public sealed class SeamStitcherTests
{
    // The first window is 10 s long, the second starts 2 s before its end.
    [Fact]
    public void Stitch_ChangesOverAtTheCommonWords_WhenBothHeardThem()
    {
        var (before, after) = Stitch(Segment("a@6 please@8.2 hold@8.8 the@9.6"), Segment("ease@0.1 please@0.3 hold@0.8 the@1.4 line@2.1"));

        before.ShouldBe("a please hold the");
        after.ShouldBe("line");
    }

    [Fact]
    public void Stitch_LeavesOutWhatTheCutMadeOfAWord()
    {
        var (before, after) = Stitch(Segment("a@6 please@8.2 whole@9.7"), Segment("lease@0 please@0.3 hold@1.7 the@2.4"));

        before.ShouldBe("a please");
        after.ShouldBe("hold the");
    }

    [Fact]
    public void Stitch_ChangesOverInTheMiddle_WhenNothingIsCommon()
    {
        var (before, after) = Stitch(Segment("a@7 b@8.2 c@9.5"), Segment("x@0.2 y@1.6 z@3"));

        before.ShouldBe("a b");
        after.ShouldBe("y z");
    }

    [Fact]
    public void Stitch_KeepsRepeatedWords_WhenTheyAreSpokenAtDifferentTimes()
    {
        var (before, after) = Stitch(Segment("no@6 no@7 no@8.5"), Segment("no@0.5 no@2.6 no@3.4"));

        before.ShouldBe("no no no");
        after.ShouldBe("no no");
    }

    [Fact]
    public void Stitch_TakesTheOtherSide_WhenOneHeardNothing()
    {
        var (before, after) = SeamStitcher.Stitch([], [Segment("a@0.3 b@1.5 c@3")], 8, 2);
        before.ShouldBeEmpty();
        after.ShouldHaveSingleItem().Text.ShouldBe("a b c");
        SeamStitcher.Stitch([Segment("a@6 b@9.6")], [Segment("c@3")], 8, 2).Before.ShouldHaveSingleItem().Text.ShouldBe("a b");
    }

    [Fact]
    public void Stitch_LosesAndDoublesNothing_WhereverTheCutFalls() => Gen.Select(Gen.Double[4, 14], Gen.Int[10, 30]).Sample((cut, count) =>
    {
        // A word every half second, distinct, each heard by a window that holds it wholly.
        var words = Enumerable.Range(0, count).Select(i => new TimedWord($"w{i}", i * 0.5, (i * 0.5) + 0.4, 1)).ToList();
        var shift = cut - 2;
        var first = words.Where(word => word.End <= cut).ToList();
        var second = words.Where(word => word.Start >= shift).Select(word => word with { Start = word.Start - shift, End = word.End - shift }).ToList();

        var (before, after) = SeamStitcher.Stitch(Segments(first), Segments(second), shift, 2);

        before.Concat(after).SelectMany(segment => segment.Words!).Select(word => word.Text).ShouldBe(words.Select(word => word.Text));
    }, iter: 200);

    private static (string Before, string After) Stitch(Segment first, Segment second)
    {
        var (before, after) = SeamStitcher.Stitch([first], [second], 8, 2);
        return (before.ShouldHaveSingleItem().Text, after.ShouldHaveSingleItem().Text);
    }

    private static List<Segment> Segments(List<TimedWord> words) =>
        words.Count == 0 ? [] : [new Segment(string.Join(' ', words.Select(word => word.Text)), words[0].Start, words[^1].End, 1, words)];

    private static Segment Segment(string words) => Segments([.. words.Split(' ').Select(word => word.Split('@')).Select(parts =>
    {
        var start = double.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
        return new TimedWord(parts[0], start, start + 0.3, 1);
    })])[0];
}
