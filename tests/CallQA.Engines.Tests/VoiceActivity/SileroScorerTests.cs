using CallQA.Engines.Tests.Whisper;
using CallQA.Engines.VoiceActivity;
using CallQA.Recordings;

namespace CallQA.Engines.Tests.VoiceActivity;

/// <summary>With Silero's file where somebody put it into models/vad: it is not ours to ship.</summary>
public sealed class SileroScorerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(8_000)]
    [InlineData(16_000)]
    public void Detect_HearsTheSentenceOnly_WhenSileroScores(int rate)
    {
        var models = Repository.File("models", "vad");
        Assert.SkipUnless(File.Exists(Path.Combine(models, "silero_vad.onnx")), "Silero's file models/vad/silero_vad.onnx is not there.");
        using var detector = VoiceActivityDetector.FromFolder(new VoiceActivityOptions(), models);
        var audio = TestAudio.Join(new float[8_000], Voice.Sentence(), new float[16_000]);

        var spans = detector.Detect(ChannelAudio.Of(8_000, audio).At(rate), TestContext.Current.CancellationToken);

        detector.ForeignModel.ShouldNotBeNull().ShouldStartWith("silero@");
        (spans[0].Start / 16_000.0).ShouldBe(1, 0.3);
        (spans[^1].End / 16_000.0).ShouldBe(6.5, 0.5);
    }

    [Fact]
    public async Task FromFolder_SaysSo_WhenTheFileIsSomethingElse()
    {
        var path = Path.Combine(_folder.Path, "silero_vad.onnx");
        await File.WriteAllTextAsync(path, "not a model", TestContext.Current.CancellationToken);

        var error = Should.Throw<InputException>(() => VoiceActivityDetector.FromFolder(new VoiceActivityOptions(), _folder.Path));

        error.Fault.ShouldBe(InputFault.Settings);
        error.Message.ShouldContain(path);
    }

    [Fact]
    public void FromFolder_TakesOurOwn_WhenThereIsNoFile()
    {
        using var detector = VoiceActivityDetector.FromFolder(new VoiceActivityOptions(), _folder.Path);

        detector.ForeignModel.ShouldBeNull();
        detector.Detect(ChannelAudio.Of(8_000, Voice.Sentence()), TestContext.Current.CancellationToken).ShouldNotBeEmpty();
    }
}
