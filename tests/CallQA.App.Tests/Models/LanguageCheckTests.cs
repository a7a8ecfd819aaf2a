using CallQA.App.Models;
using CallQA.Engines.Whisper;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.App.Tests.Models;

public sealed class LanguageCheckTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("EN")]
    [InlineData(null)]
    [InlineData("auto")]
    public async Task Transcribe_AsksTheEngine_WhenTheModelMayHearTheLanguage(string? language) =>
        (await TranscribeAsync(language, ["en"])).Id.ShouldBe("call");

    [Fact]
    public async Task Transcribe_AsksTheEngine_WhenTheModelNamesNoLanguages() =>
        (await TranscribeAsync("de", null)).Id.ShouldBe("call");

    [Fact]
    public async Task Transcribe_Refuses_WhenTheModelWasNotTrainedForTheLanguage() =>
        (await Should.ThrowAsync<InputException>(() => TranscribeAsync("de", ["en"]))).Message.ShouldContain("'de'");

    private static async Task<Transcript> TranscribeAsync(string? language, IReadOnlyList<string>? trained)
    {
        using var clip = new AudioClip(8000, [new float[80]]);
        var entry = new ModelEntry("mine", "mine.bin", "00", 1, "en", Languages: trained);
        return await new LanguageCheck(new Engine(), entry).TranscribeAsync(
            new TranscriptionRequest("call", clip, [Speaker.Unknown], language), null, TestContext.Current.CancellationToken);
    }

    private sealed class Engine : ITranscriber
    {
        public TranscriptOrigin Origin { get; } = new("fake/1");

        public Task<Transcript> TranscribeAsync(TranscriptionRequest request, IProgress<double>? progress, CancellationToken cancellationToken) =>
            Task.FromResult(new Transcript(request.CallId, request.Language ?? "en", []));
    }
}
