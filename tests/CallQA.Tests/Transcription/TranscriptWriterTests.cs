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
        new TranscriptOrigin("callqa-whisper/2", "base@0011aabb", "beam=5;language=de"));

    private static readonly Transcript Timed = Call with
    {
        LanguageConfidence = 0.93,
        Turns =
        [
            Call.Turns[0] with
            {
                Words =
                [
                    new Word("Grüß", Seconds(0.6), Seconds(0.9), 0.99),
                    new Word("Gott,", Seconds(0.9), Seconds(1.2), 0.875),
                    new Word("was", Seconds(1.4), Seconds(1.4), 0.5),
                    new Word("kann", Seconds(1.4), Seconds(1.7), 0.6),
                    new Word("ich", Seconds(1.7), Seconds(1.8), 0.7),
                    new Word("für", Seconds(1.8), Seconds(2), 0.8),
                    new Word("Sie", Seconds(2), Seconds(2.2), 0.9),
                    new Word("tun?", Seconds(2.9996), Seconds(2.9996), 1),
                ],
            },
            Call.Turns[1] with { Words = [new Word("Soll", Seconds(3.5), Seconds(4), 1), new Word("&", Seconds(4), Seconds(4.125), 1)] },
            Call.Turns[2] with { Words = [] },
        ],
    };

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Formats => [.. TranscriptWriter.Formats];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Write_GivesTheGoldenFile_WithTimes(string format) => TranscriptWriter.For(format).Write(Call).ShouldMatchGolden($"with-times.{format}");

    [Theory]
    [InlineData("json")]
    [InlineData("vtt")]
    public void Write_GivesTheGoldenFile_WithWords(string format) => TranscriptWriter.For(format).Write(Timed).ShouldMatchGolden($"with-words.{format}");

    [Fact]
    public void Write_LosesNothing_WhenThereAreWords() => ShouldBeTheSame(
        TranscriptReader.Parse(Encoding.UTF8.GetBytes(TranscriptWriter.For("json").Write(Timed)), "id.json").ShouldHaveSingleItem(), Timed);

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
        actual.Turns.Select(turn => turn with { Words = null }).ShouldBe(expected.Turns.Select(turn => turn with { Words = null }));
        for (var i = 0; i < actual.Turns.Count; i++)
            actual.Turns[i].Words.ShouldBe(expected.Turns[i].Words);
        actual.LanguageConfidence.ShouldBe(expected.LanguageConfidence);
        (actual.Id, actual.Language, actual.Duration, actual.Origin).ShouldBe((expected.Id, expected.Language, expected.Duration, expected.Origin));
    }
}
