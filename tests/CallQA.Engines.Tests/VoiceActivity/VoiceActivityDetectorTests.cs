using CallQA.Engines.Tests.Whisper;
using CallQA.Engines.VoiceActivity;
using CallQA.Recordings;
using CallQA.Transcription;
using CsCheck;

namespace CallQA.Engines.Tests.VoiceActivity;

public sealed class VoiceActivityDetectorTests
{
    private const int Rate = HoldMusic.Rate;
    private static readonly VoiceActivityDetector Detector = new(new VoiceActivityOptions());

    public static TheoryData<string> Sounds => [.. LineSounds.Names];

    public static TheoryData<string> Styles => [.. HoldMusic.Styles];

    [Theory]
    [MemberData(nameof(Sounds))]
    public void Detect_FindsNothing_InTenMinutesOf(string sound) => Silent(LineSounds.Make(sound, 600));

    [Theory]
    [MemberData(nameof(Sounds))]
    public void Detect_FindsNothing_WhenALineCodesTheSound(string sound) => Silent(LineSounds.MuLaw(LineSounds.Make(sound, 30)));

    /// <summary>As exchanges do, a piece of a minute and a quarter again and again.</summary>
    [Theory]
    [MemberData(nameof(Styles))]
    public void Detect_FindsNothing_InTenMinutesOfMusic(string style)
    {
        var piece = LineSounds.MuLaw(HoldMusic.Play(style, 75));
        Silent([.. Enumerable.Repeat(piece, 8).SelectMany(samples => samples)]);
    }

    [Theory]
    [MemberData(nameof(Styles))]
    public void Detect_FindsTheAgent_WhenMusicOnHoldEnds(string style)
    {
        var music = HoldMusic.Play(style, 12);
        var audio = TestAudio.Join(music, new float[Rate / 2], Voice.Sentence());

        var spans = Detect(audio);

        Share(spans, 0, 11.5).ShouldBeLessThan(0.02);
        Share(spans, 12.6, audio.Length / (double)Rate - 0.3).ShouldBeGreaterThan(0.8);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(79)]
    [InlineData(81)]
    public void Detect_FindsNothing_InAlmostNothing(int samples) => Silent(new float[samples]);

    [Theory]
    [InlineData(-45)]
    [InlineData(-30)]
    [InlineData(0)]
    [InlineData(12)]
    public void Detect_FindsTheSameSpeech_WhateverTheLevel(double decibels)
    {
        var gain = (float)Math.Pow(10, decibels / 20) / Voice.Sentence().Max(Math.Abs);
        float[] audio = [.. Voice.Sentence().Select(sample => Math.Clamp(sample * gain, -1, 1))];

        Share(Detect(audio), 0.2, (audio.Length / (double)Rate) - 0.3).ShouldBeGreaterThan(0.8);
    }

    [Fact]
    public void Detect_FindsTheSpeech_WhenAllSamplesAreShifted()
    {
        var plain = Detect(Voice.Sentence());
        var shifted = Detect([.. Voice.Sentence().Select(sample => sample + 0.3f)]);

        Overlap(plain, shifted).ShouldBeGreaterThan(0.95);
    }

    [Theory]
    [InlineData(11_025)]
    [InlineData(16_000)]
    [InlineData(22_050)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    public void Detect_FindsTheSameSpeech_WhateverTheRate(int rate)
    {
        var resampled = Resampler.Resample(Voice.Sentence(), Rate, rate);

        Overlap(Detect(Voice.Sentence()), Detector.Detect(ChannelAudio.Of(rate, resampled), TestContext.Current.CancellationToken)).ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void Detect_FindsTheSpeech_WhenSamplesHaveEightBits()
    {
        float[] coarse = [.. Voice.Sentence().Select(sample => MathF.Round(sample * 128) / 128)];

        Overlap(Detect(Voice.Sentence()), Detect(coarse)).ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public async Task Detect_FindsEveryTurn_InTheSampleCalls()
    {
        foreach (var path in Directory.GetFiles(Repository.File("samples", "calls"), "*.wav").Order(StringComparer.Ordinal).Take(2))
        {
            using var clip = await new AudioReader().ReadAsync(path, TestContext.Current.CancellationToken);
            var turns = (await TranscriptReader.ReadAsync(Path.ChangeExtension(path, ".reference.json"), TestContext.Current.CancellationToken))[0].Turns;
            for (var channel = 0; channel < 2; channel++)
            {
                var speaker = channel == 0 ? Speaker.Agent : Speaker.Customer;
                var spans = Detector.Detect(clip.Channels[channel], TestContext.Current.CancellationToken);
                var own = turns.Where(turn => turn.Speaker == speaker).ToList();
                foreach (var turn in own)
                    Share(spans, turn.Start!.Value.TotalSeconds, turn.End!.Value.TotalSeconds).ShouldBeGreaterThan(0.75, $"{path} {turn.Start}");
                var spoken = own.Sum(turn => (turn.End! - turn.Start!).Value.TotalSeconds + 0.6);
                spans.Sum(span => span.Length / 16_000.0).ShouldBeLessThan(spoken, path);
            }
        }
    }

    [Fact]
    public void Detect_StaysInOrderAndInside_WhateverTheAudio() => Gen.Select(Gen.Int[0, 40_000], Gen.UInt, Gen.Int[4_000, 48_000]).Sample((length, seed, rate) =>
    {
        var audio = TestAudio.Join(TestAudio.Noise(length / 16_000.0, 0.5, seed), Voice.Sentence()[..(int)(seed % 9_000)]);
        for (var i = 0; i < audio.Length; i++)
            audio[i] *= MathF.Pow(MathF.Sin(i * 0.0003f * (seed % 7)), 4);
        var channel = ChannelAudio.Of(rate, audio);
        var end = 0;
        foreach (var span in Detector.Detect(channel))
        {
            span.Start.ShouldBeGreaterThanOrEqualTo(end);
            span.Length.ShouldBeGreaterThan(0);
            end = span.End;
        }

        end.ShouldBeLessThanOrEqualTo(channel.At(VoiceActivityDetector.SampleRate).Length);
    }, iter: 30);

    [Fact]
    public void Detect_Stops_WhenCancelled() =>
        Should.Throw<OperationCanceledException>(() => Detector.Detect(ChannelAudio.Of(Rate, new float[Rate]), new CancellationToken(canceled: true)));

    [Fact]
    public void Detect_StopsAfterTheScores_WhenCancelledMeanwhile()
    {
        using var stop = new CancellationTokenSource();
        using var detector = new VoiceActivityDetector(new VoiceActivityOptions(), new StoppingScorer(stop));
        Should.Throw<OperationCanceledException>(() => detector.Detect(ChannelAudio.Of(Rate, new float[Rate]), stop.Token));
    }

    private static void Silent(float[] audio) => Detect(audio).ShouldBeEmpty();

    private static IReadOnlyList<SpeechSpan> Detect(float[] audio) => Detector.Detect(ChannelAudio.Of(Rate, audio), TestContext.Current.CancellationToken);

    /// <summary>Share of a stretch, in seconds, that spans cover.</summary>
    private static double Share(IReadOnlyList<SpeechSpan> spans, double from, double to) =>
        spans.Sum(span => Math.Max(0, Math.Min(to, span.End / 16_000.0) - Math.Max(from, span.Start / 16_000.0))) / (to - from);

    /// <summary>Time in both over time in either.</summary>
    private static double Overlap(IReadOnlyList<SpeechSpan> a, IReadOnlyList<SpeechSpan> b)
    {
        var both = a.Sum(span => b.Sum(other => Math.Max(0, Math.Min(span.End, other.End) - Math.Max(span.Start, other.Start))));
        return (double)both / Math.Max(1, a.Sum(span => span.Length) + b.Sum(span => span.Length) - both);
    }

    private sealed class StoppingScorer(CancellationTokenSource stop) : ISpeechScorer
    {
        public float[] Score(ChannelAudio audio, CancellationToken cancellationToken)
        {
            stop.Cancel();
            return new float[audio.Length / 160];
        }
    }
}
