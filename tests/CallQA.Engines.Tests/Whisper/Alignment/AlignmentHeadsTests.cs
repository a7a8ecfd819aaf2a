using CallQA.Engines.Whisper.Alignment;
using CallQA.Engines.Whisper.Ggml;

namespace CallQA.Engines.Tests.Whisper.Alignment;

public sealed class AlignmentHeadsTests
{
    // Shapes of the official models, the number of heads that OpenAI publishes for each, its first and its last head.
    [Theory]
    [InlineData("tiny.en", 51_864, 384, 4, 8, "1.0", "3.4")]
    [InlineData("tiny", 51_865, 384, 4, 6, "2.2", "3.5")]
    [InlineData("base.en", 51_864, 512, 6, 5, "3.3", "5.7")]
    [InlineData("base", 51_865, 512, 6, 8, "3.1", "5.6")]
    [InlineData("small.en", 51_864, 768, 12, 19, "6.6", "11.4")]
    [InlineData("small", 51_865, 768, 12, 10, "5.3", "10.5")]
    [InlineData("medium.en", 51_864, 1024, 24, 18, "11.4", "21.12")]
    [InlineData("medium", 51_865, 1024, 24, 6, "13.15", "23.4")]
    [InlineData("large-v1", 51_865, 1280, 32, 9, "9.19", "23.15")]
    [InlineData("large-v2", 51_865, 1280, 32, 23, "10.12", "27.15")]
    [InlineData("large-v3", 51_866, 1280, 32, 10, "7.0", "25.6")]
    [InlineData("large-v3-turbo", 51_866, 1280, 4, 6, "2.4", "3.14")]
    public void Of_GivesThePublishedHeads_WhenTheModelIsOneOfOpenAis(string name, int vocabulary, int width, int layers, int count, string first, string last)
    {
        var heads = AlignmentHeads.Of(Header(vocabulary, width, width / 64, layers), $"ggml-{name}.bin");

        heads.Count.ShouldBe(count);
        Written(heads[0]).ShouldBe(first);
        Written(heads[^1]).ShouldBe(last);
        heads.ShouldBe(heads.OrderBy(head => head.Layer).ThenBy(head => head.Head));
        heads.ShouldAllBe(head => head.Layer < layers && head.Head < width / 64);
    }

    [Fact]
    public void Of_GivesTheUpperHalf_WhenTheShapeIsUnknown()
    {
        AlignmentHeads.Of(Header(51_865, 192, 3, 3), "own.bin").Select(Written).ShouldBe(["1.0", "1.1", "1.2", "2.0", "2.1", "2.2"]);
        AlignmentHeads.Of(Header(51_865, 384, 4, 2), "own.bin").Select(Written).ShouldBe(["1.0", "1.1", "1.2", "1.3"]);
    }

    private static string Written(AttentionHead head) => $"{head.Layer}.{head.Head}";

    private static GgmlHeader Header(int vocabulary, int width, int heads, int layers) => new(vocabulary, 1500, width, heads, layers, 448, width, heads, layers, 80, 1);
}
