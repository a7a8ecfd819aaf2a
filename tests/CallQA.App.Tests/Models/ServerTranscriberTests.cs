using CallQA.App.Models;
using CallQA.App.Tests.Commands;
using CallQA.App.Tests.Downloads;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.App.Tests.Models;

/// <summary>The example of another engine in the decisions: it is the class of this folder, and it works.</summary>
public sealed class ServerTranscriberTests
{
    [Fact]
    public async Task Transcribe_KeepsTheContract_WithTheServersTimesBeyondTheRecording()
    {
        await using var server = await FileServer.StartAsync("""[{"text":"Good morning.","start":0.5,"end":99}]"""u8.ToArray());
        using var client = new HttpClient { BaseAddress = server.Address };
        using var clip = new AudioClip(8000, [new float[8000], new float[8000]]);

        var transcript = await new ServerTranscriber(client).TranscribeAsync(
            new TranscriptionRequest("call", clip, [Speaker.Agent, Speaker.Customer], "en"), null, TestContext.Current.CancellationToken);

        transcript.Turns.Select(turn => turn.Speaker).ShouldBe([Speaker.Agent, Speaker.Customer]);
        transcript.Turns.ShouldAllBe(turn => turn.End == TimeSpan.FromSeconds(1));
        server.Requests.ShouldAllBe(asked => asked.Path == "/transcribe");
    }

    [Fact]
    public void Decision_ShowsThisVeryClass()
    {
        var decision = File.ReadAllText(Path.Combine(Cli.Repository, "docs", "decisions", "0005-other-speech-engines.md"));
        var example = File.ReadAllText(Path.Combine(Cli.Repository, "tests", "CallQA.App.Tests", "Models", "ServerTranscriber.cs"));
        decision.ShouldContain(example);
    }
}
