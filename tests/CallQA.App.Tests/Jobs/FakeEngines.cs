using CallQA.App.Settings;
using CallQA.Measurement;
using CallQA.Scoring;
using CallQA.Scoring.Scorecards;
using CallQA.Transcription;

namespace CallQA.App.Tests.Jobs;

/// <summary>Hears the same two turns in every recording and finds every call decent; fails where a test says so.</summary>
internal sealed class FakeEngines : ITranscriber, ICallReader
{
    private int heard;

    public TranscriptOrigin Origin { get; } = new("fake");

    public string Model { get; set; } = "fake@1";

    /// <summary>How many recordings were really listened to.</summary>
    public int Heard => heard;

    /// <summary>Runs before every transcription.</summary>
    public Func<string, CancellationToken, Task> BeforeHearing { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What the agent says in every recording.</summary>
    public string Spoken { get; set; } = "Good morning, how can I help?";

    /// <summary>What the customer says in every recording.</summary>
    public string Answered { get; set; } = "My <script>alert(1)</script> order is late.";

    /// <summary>In which language every recording is.</summary>
    public string Language { get; set; } = "en";

    public CallEngines Engines => new(this, this, StandardScorecards.Get("service-call"));

    public async Task<Transcript> TranscribeAsync(
        TranscriptionRequest request, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        await BeforeHearing(request.CallId, cancellationToken);
        Interlocked.Increment(ref heard);
        return new(
            request.CallId,
            Language,
            [
                new(Speaker.Agent, Spoken, TimeSpan.Zero, TimeSpan.FromSeconds(0.2)),
                new(Speaker.Customer, Answered, TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(0.4)),
            ],
            request.Audio.Duration,
            Origin);
    }

    public CallReading Read(Transcript transcript, ConversationMetrics? metrics)
    {
        var evidence = new Evidence(0, Speaker.Agent, "how can I help?", TimeSpan.Zero, TimeSpan.FromSeconds(0.2), 0.5);
        var score = new CriterionScore<int>(4, 0.9, "The agent offers help.", [evidence], false);
        return new(
            new(score, score, new(Resolution.Partial, 0.8, "Something stays open.", [evidence], false)),
            [.. transcript.Turns.Select((_, turn) => new TurnReading(turn, null, null, null, null, null))],
            Model);
    }
}
