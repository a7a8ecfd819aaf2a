using System.Text.Json;
using CallQA.App.Commands;
using CallQA.App.Commands.Transcribe;
using CallQA.App.Models;
using CallQA.Transcription;

namespace CallQA.App.Tests.Commands.Transcribe;

public sealed class TranscribeRunTests
{
    private static readonly string[] Calls = [Sample("call-01-excellent-refund"), Sample("call-05-poor-cancellation"), Sample("call-06-poor-delivery")];

    [Fact]
    public async Task RunAsync_PrintsWhatIsFinished_WhenItIsStopped()
    {
        using var stop = new CancellationTokenSource();
        var (output, code) = await RunAsync(new Stopped(2, stop.Cancel), stop.Token);

        code.ShouldBe(ExitCode.Cancelled);
        Ids(output).ShouldBe(["call-01-excellent-refund", "call-05-poor-cancellation"]);
    }

    [Fact]
    public async Task RunAsync_PrintsWhatIsFinished_WhenTheEngineFails()
    {
        using var output = new StringWriter();

        await Should.ThrowAsync<InvalidOperationException>(
            () => Run().RunAsync(new Stopped(1, () => throw new InvalidOperationException("broken")), output, TestContext.Current.CancellationToken));

        Ids(output.ToString()).ShouldBe(["call-01-excellent-refund"]);
    }

    private static async Task<(string Output, int Code)> RunAsync(ITranscriber transcriber, CancellationToken cancellationToken)
    {
        using var output = new StringWriter();
        var code = await Run().RunAsync(transcriber, output, cancellationToken);
        return (output.ToString(), code);
    }

    private static TranscribeRun Run() => new(new(Calls, new EngineSelection("models"), [], WordTimes: false, TranscriptWriter.For("json"), Output: null));

    private static IEnumerable<string?> Ids(string output)
    {
        using var document = JsonDocument.Parse(output);
        return [.. document.RootElement.EnumerateArray().Select(call => call.GetProperty("id").GetString())];
    }

    private static string Sample(string name) => Path.Combine(Cli.Samples, "calls", name + ".wav");

    /// <summary>Transcribes some calls, then something happens.</summary>
    private sealed class Stopped(int after, Action happens) : ITranscriber
    {
        private int heard;

        public TranscriptOrigin Origin { get; } = new("nothing");

        public Task<Transcript> TranscribeAsync(TranscriptionRequest request, IProgress<double>? progress, CancellationToken cancellationToken)
        {
            if (heard++ == after) happens();
            cancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult(new Transcript(request.CallId, "en", []));
        }
    }
}
