using CallQA.Engines.Whisper.Downloads;

namespace CallQA.App.Tests.Downloads;

public sealed class OfficialModelsTests
{
    [Fact]
    public void All_AreNamedOnce_WithHashesOfTheRightLength()
    {
        OfficialModels.All.Select(model => model.Name).ShouldBeUnique();
        OfficialModels.All.Select(model => model.Sha1).ShouldBeUnique();
        OfficialModels.All.Select(model => model.Sha256 ?? model.Name).ShouldBeUnique();
        OfficialModels.All.ShouldAllBe(model => model.Sha1.Length == 40 && (model.Sha256 == null || model.Sha256.Length == 64));
        OfficialModels.All.ShouldAllBe(model => ModelName.FileOf(model.Name) == $"ggml-{model.Name}.bin");
        OfficialModels.All.ShouldAllBe(model => model.Content.IsPinned);
    }

    [Theory]
    [InlineData("tiny", 75, 80, 99, "f16")]
    [InlineData("base.en-q5_1", 57, 80, 1, "q5_1")]
    [InlineData("small", 466, 80, 99, "f16")]
    [InlineData("medium-q5_0", 514, 80, 99, "q5_0")]
    [InlineData("large-v3-turbo-q8_0", 834, 128, 100, "q8_0")]
    public void Find_TellsWhatThePublisherSays(string name, int mebibytes, int melBins, int languages, string quantization)
    {
        var model = OfficialModels.Find(name).ShouldNotBeNull();
        (model.Bytes / 1048576.0).ShouldBe(mebibytes, tolerance: 1);
        (model.MelBins, model.Languages, model.Quantization).ShouldBe((melBins, languages, quantization));
    }

    [Fact]
    public void AddressOf_KeepsTheFoldersOfTheBaseAddress() =>
        new DownloadOptions { BaseAddress = new Uri("https://mirror.example/a/b") }.AddressOf("ggml-tiny.bin").AbsoluteUri
            .ShouldBe("https://mirror.example/a/b/ggml-tiny.bin");
}
