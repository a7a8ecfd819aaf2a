using CallQA.Engines.Tests.Whisper;
using CallQA.Engines.VoiceActivity;
using CallQA.Recordings;

namespace CallQA.Engines.Tests.VoiceActivity;

/// <summary>With a file of Silero's inputs and outputs that does something known.</summary>
public sealed class SileroScorerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(8_000, 8_000)]
    [InlineData(16_000, 16_000)]
    [InlineData(44_100, 16_000)]
    public void Score_FollowsTheChannelStepByStep_WhenAStateIsCarried(int rate, int heard)
    {
        SileroLikeModel.Write(_folder.Path, gain: 3, bias: -2);
        using var scorer = new SileroScorer(_folder.File(SileroScorer.FileName));
        var audio = ChannelAudio.Of(rate, TestAudio.Noise(2.03, 0.5));
        var steps = SileroLikeModel.Expected(audio.At(heard).ToArray(), heard, gain: 3, bias: -2);

        var odds = scorer.Score(audio, TestContext.Current.CancellationToken);

        odds.Length.ShouldBe(audio.At(heard).Length / (heard / 100));
        for (var frame = 0; frame < odds.Length; frame++)
            odds[frame].ShouldBe(steps[(frame * 10 + 5) / 32], 0.01f, $"frame {frame}");
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(-1_000)]
    public void Score_StaysFinite_WhenTheModelIsCertain(float bias)
    {
        SileroLikeModel.Write(_folder.Path, gain: 0, bias);
        using var scorer = new SileroScorer(_folder.File(SileroScorer.FileName));

        var odds = scorer.Score(ChannelAudio.Of(8_000, new float[800]), TestContext.Current.CancellationToken);

        odds.ShouldAllBe(value => float.IsFinite(value) && Math.Abs(value) > 13 && Math.Sign(value) == Math.Sign(bias));
    }

    [Theory]
    [InlineData(8_000)]
    [InlineData(16_000)]
    public void Detect_HearsTheSentenceOnly_WhenTheFileScores(int rate)
    {
        SileroLikeModel.Write(_folder.Path, gain: 4_000, bias: -6);
        using var detector = VoiceActivityDetector.FromFolder(new VoiceActivityOptions(), _folder.Path);
        var audio = TestAudio.Join(new float[8_000], Voice.Sentence(), new float[16_000]);

        var spans = detector.Detect(ChannelAudio.Of(8_000, audio).At(rate), TestContext.Current.CancellationToken);

        detector.ForeignModel.ShouldNotBeNull().ShouldStartWith("silero@");
        (spans[0].Start / 16_000.0).ShouldBe(1, 0.3);
        (spans[^1].End / 16_000.0).ShouldBe(6.5, 0.5);
    }

    [Fact]
    public void FromFolder_SaysSo_WhenTheModelHasOtherInputs()
    {
        SileroLikeModel.WriteWithoutRate(_folder.Path);

        var error = Should.Throw<InputException>(() => VoiceActivityDetector.FromFolder(new VoiceActivityOptions(), _folder.Path));

        error.Fault.ShouldBe(InputFault.Settings);
        error.Message.ShouldContain("input, state and sr");
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
