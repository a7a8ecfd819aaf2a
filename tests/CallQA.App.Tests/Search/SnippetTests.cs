using CallQA.App.Search;

namespace CallQA.App.Tests.Search;

public sealed class SnippetTests
{
    [Fact]
    public void Of_CutsTheMarkedTextIntoParts() =>
        Snippet.Of("I want a \u0002refund\u0003 now").ShouldBe([new("I want a ", false), new("refund", true), new(" now", false)]);

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    [InlineData(4000)]
    public void Of_ShortensALongTurn_AroundTheFirstHit(int before)
    {
        var words = string.Concat(Enumerable.Repeat("word ", before / 5));
        var parts = Snippet.Of($"{words}\u0002refund\u0003 {string.Concat(Enumerable.Repeat("more ", 400))}");
        parts.Single(part => part.Found).Text.ShouldBe("refund");
        var text = string.Concat(parts.Select(part => part.Text));
        text.Length.ShouldBeLessThan(340);
        text.ShouldEndWith("…");
        text.StartsWith('…').ShouldBe(before > 80);
    }

    [Fact]
    public void Of_NeverThrows_WhateverIsMarked()
    {
        var random = new Random(5);
        for (var round = 0; round < 2000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(900)).Select(_ => " ab\u0002\u0003"[random.Next(5)]));
            string.Concat(Snippet.Of(text).Select(part => part.Text)).Length.ShouldBeLessThanOrEqualTo(text.Length + 2);
        }
    }
}
