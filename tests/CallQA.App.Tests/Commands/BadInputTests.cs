using System.Text;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Commands;

/// <summary>Every kind of bad input: one sentence on standard error, its own exit code, no stack trace.</summary>
public sealed class BadInputTests
{
    private static readonly byte[] Empty = [];

    [Fact]
    public Task Transcribe_Exits3_WhenTheFileIsMissing() => RefusesAsync(3, null, "transcribe", "call.wav");

    [Fact]
    public Task Transcribe_Exits4_WhenTheFileIsEmpty() => RefusesAsync(4, Empty, "transcribe", "call.wav");

    [Fact]
    public Task Transcribe_Exits4_WhenTextIsCalledWav() =>
        RefusesAsync(4, Encoding.UTF8.GetBytes("Dear Sir or Madam, this is a letter."), "transcribe", "call.wav");

    [Fact]
    public Task Transcribe_Exits4_WhenTheHeaderSaysZeroHertz() => RefusesAsync(4, Wave(sampleRate: 0), "transcribe", "call.wav");

    [Fact]
    public Task Transcribe_Exits4_WhenThereAreNoSamples() => RefusesAsync(4, Wave(samples: 0), "transcribe", "call.wav");

    [Fact]
    public Task Transcribe_Exits4_WhenTheFileEndsInsideItsHeader() => RefusesAsync(4, Wave()[..20], "transcribe", "call.wav");

    [Fact]
    public async Task Transcribe_Exits6_WhenTheModelIsNone()
    {
        using var folder = new TemporaryFolder();
        var model = Path.Combine(folder.Path, "ggml.bin");
        await File.WriteAllTextAsync(model, "no model at all", TestContext.Current.CancellationToken);

        ShouldRefuse(await Cli.RunAsync("transcribe", Sample, "--model", model), 6, "ggml.bin");
    }

    [Fact]
    public async Task Transcribe_Exits6_WhenTheModelIsTruncated()
    {
        using var folder = new TemporaryFolder();
        var model = Path.Combine(folder.Path, "ggml.bin");
        var shipped = Path.Combine(Cli.Repository, "models", "whisper", "ggml-callqa-demo-en-q8_0.bin");
        var content = await File.ReadAllBytesAsync(shipped, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(model, content[..(content.Length / 2)], TestContext.Current.CancellationToken);

        ShouldRefuse(await Cli.RunAsync("transcribe", Sample, "--model", model), 6, "ggml.bin");
    }

    [Fact]
    public Task Score_Exits7_WhenTheTranscriptIsNoJson() => RefusesAsync(7, "{turns:"u8.ToArray(), "score", "call.json");

    [Fact]
    public Task Score_Exits7_WhenASpeakerIsUnknown() => RefusesAsync(
        7, """{"id":"a","language":"en","turns":[{"speaker":"robot","text":"hello"}]}"""u8.ToArray(), "score", "call.json");

    [Fact]
    public Task ScorecardValidate_Exits8_WhenTheFormIsNone() => RefusesAsync(8, "sections: 4\n"u8.ToArray(), "scorecard validate", "form.yaml");

    [Fact]
    public async Task Demo_Exits5_WhenTheCallListIsNoCsv()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "calls.csv"), [0, 1, 2, 3, 0, 255], TestContext.Current.CancellationToken);

        ShouldRefuse(await Cli.RunAsync("demo", "--samples", folder.Path, "--output", Path.Combine(folder.Path, "out")), 5, "calls.csv");
    }

    [Fact]
    public async Task Demo_DoesTheOthers_WhenOneRecordingIsBad()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "calls"));
        File.Copy(Sample, Path.Combine(folder.Path, "calls", "good.wav"));
        File.Copy(Path.ChangeExtension(Sample, ".reference.json"), Path.Combine(folder.Path, "calls", "good.reference.json"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "calls", "bad.wav"), "no audio", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "calls.csv"),
            "call_id,recording_file\nbad,calls/bad.wav\ngood,calls/good.wav\ngone,calls/gone.wav\n",
            TestContext.Current.CancellationToken);

        var result = await Cli.RunAsync("demo", "--reference", "--samples", folder.Path, "--output", Path.Combine(folder.Path, "out"));

        ShouldRefuse(result, 10, "bad.wav");
        result.Errors.ShouldContain("gone.wav");
        result.Output.ShouldContain("good");
    }

    [Fact]
    public async Task Demo_Exits3_WhenTheOutputCannotBeMade() =>
        ShouldRefuse(await Cli.RunAsync("demo", "--reference", "--output", "/proc/callqa"), 3, "/proc/callqa");

    [Fact]
    public async Task AnyCommand_Exits2_WhenAnOptionIsUnknown() =>
        (await Cli.RunAsync("demo", "--nonsense")).ExitCode.ShouldBe(2);

    private static string Sample => Path.Combine(Cli.Samples, "calls", "call-01-excellent-refund.wav");

    private static async Task RefusesAsync(int exitCode, byte[]? content, string command, string name)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, name);
        if (content is not null)
        {
            await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);
        }

        ShouldRefuse(await Cli.RunAsync([.. command.Split(' '), path]), exitCode, name);
    }

    private static void ShouldRefuse(CliResult result, int exitCode, string place)
    {
        result.ExitCode.ShouldBe(exitCode, result.Errors);
        result.Errors.ShouldContain(place);
        result.Errors.ShouldNotContain("   at ");
        result.Errors.TrimEnd().ShouldEndWith(".");
    }

    private static byte[] Wave(int sampleRate = 8000, int samples = 800)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("RIFF"u8);
        writer.Write(36 + (samples * 2));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(sampleRate);
        writer.Write(sampleRate * 2);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(samples * 2);
        writer.Write(new byte[samples * 2]);
        return stream.ToArray();
    }
}
