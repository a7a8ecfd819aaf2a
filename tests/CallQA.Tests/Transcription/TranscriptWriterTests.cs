using System.Text;
using CallQA.Transcription;
using CsCheck;

namespace CallQA.Tests.Transcription;

public sealed class TranscriptWriterTests : IDisposable
{
    private static readonly Transcript Call = new(
        "call-7",
        "de",
        [
            new Turn(Speaker.Agent, "Grüß Gott, was kann ich für Sie tun?", Seconds(0.6), Seconds(2.9996), 0.87),
            new Turn(Speaker.Customer, "Soll & Haben <stimmen>\nnicht --> 5 %, \"ehrlich\".", Seconds(3.25), Seconds(7), 0.5),
            new Turn(Speaker.Unknown, "Hallo?", Seconds(3661.5), Seconds(3662)),
        ],
        Seconds(3700.125),
        new TranscriptOrigin("callqa-whisper/1", "base@0011aabb", "beam=5;language=de"));

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Formats => [.. TranscriptWriter.Formats];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Write_GivesTheGoldenFile_WithTimes(string format) => TranscriptWriter.For(format).Write(Call).ShouldMatchGolden($"with-times.{format}");

    [Theory]
    [InlineData("json")]
    [InlineData("txt")]
    public void Write_GivesTheGoldenFile_WithoutTimes(string format)
    {
        var call = Call with { Duration = null, Origin = null, Turns = [.. Call.Turns.Select(turn => new Turn(turn.Speaker, turn.Text))] };

        TranscriptWriter.For(format).Write(call).ShouldMatchGolden($"without-times.{format}");
    }

    [Theory]
    [InlineData("vtt")]
    [InlineData("srt")]
    public void Write_SaysSo_WhenTheFormatNeedsTimes(string format)
    {
        var call = Call with { Turns = [Call.Turns[0], new Turn(Speaker.Customer, "Secret words")] };

        var error = Should.Throw<TranscriptFormatException>(() => TranscriptWriter.For(format).Write(call));

        error.Message.ShouldBeASentence("Turn 2", "'call-7'", format);
        error.Message.ShouldNotContain("Secret");
    }

    [Fact]
    public void For_NamesTheFormats_WhenThereIsNoSuch()
    {
        var error = Should.Throw<InputException>(() => TranscriptWriter.For("docx"));

        error.Fault.ShouldBe(InputFault.Settings);
        error.Message.ShouldBeASentence("'docx'", "json, txt, vtt, srt");
    }

    [Fact]
    public async Task WriteFileAsync_GivesAFileThatReadsBackTheSame()
    {
        var path = folder.At("transcripts/call-7.json");

        await TranscriptWriter.For("JSON").WriteFileAsync(Call, path, Token);

        ShouldBeTheSame((await TranscriptReader.ReadAsync(path, Token)).ShouldHaveSingleItem(), Call);
        Directory.GetFiles(folder.At("transcripts")).ShouldBe([path]);
    }

    [Fact]
    public void Write_LosesNothing_AsJson()
    {
        var time = Gen.Long[0, TimeSpan.TicksPerDay].Select(TimeSpan.FromTicks);
        var text = Gen.String[Gen.Char.Where(character => !char.IsSurrogate(character)), 1, 30].Where(text => !string.IsNullOrWhiteSpace(text));
        var turn = Gen.Select(Gen.Enum<Speaker>(), text, time, time, Gen.Double[0, 1].Nullable())
            .Select((speaker, said, one, other, confidence) => new Turn(speaker, said, one < other ? one : other, one < other ? other : one, confidence));
        var call = Gen.Select(turn.Array[0, 6], Gen.Bool)
            .Select((turns, origin) => new Transcript(
                "id",
                "en",
                [.. turns.OrderBy(turn => turn.Start)],
                TimeSpan.FromDays(1),
                origin ? new TranscriptOrigin("engine", "model") : null));

        call.Sample(
            call => ShouldBeTheSame(TranscriptReader.Parse(Encoding.UTF8.GetBytes(TranscriptWriter.For("json").Write(call)), "id.json").ShouldHaveSingleItem(), call),
            iter: 300);
    }

    public void Dispose() => folder.Dispose();

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static void ShouldBeTheSame(Transcript actual, Transcript expected)
    {
        actual.Turns.ShouldBe(expected.Turns);
        (actual.Id, actual.Language, actual.Duration, actual.Origin).ShouldBe((expected.Id, expected.Language, expected.Duration, expected.Origin));
    }
}
