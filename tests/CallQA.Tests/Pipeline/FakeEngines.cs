using CallQA.Measurement;
using CallQA.Scoring;
using CallQA.Tests.Scoring;
using CallQA.Transcription;

namespace CallQA.Tests.Pipeline;

/// <summary>Hears the same two sentences in every recording and remembers what it was asked.</summary>
internal sealed class FakeTranscriber(string engine) : ITranscriber
{
    public List<TranscriptionRequest> Requests { get; } = [];

    public TranscriptOrigin Origin { get; } = new(engine);

    public Task<Transcript> TranscribeAsync(
        TranscriptionRequest request, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        Turn[] turns =
        [
            new(Speaker.Agent, $"Good morning, this is {engine}.", TimeSpan.Zero, TimeSpan.FromSeconds(0.4)),
            new(Speaker.Customer, "Hello.", TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.6)),
        ];
        return Task.FromResult(new Transcript(request.CallId, "en", turns, request.Audio.Duration, Origin));
    }
}

/// <summary>Gives every call the same scores and counts how often it was asked.</summary>
internal sealed class FakeReader(string model) : ICallReader
{
    public int Reads { get; private set; }

    public string Model => model;

    public CallReading Read(Transcript transcript, ConversationMetrics? metrics)
    {
        Reads++;
        var readings = transcript.Turns.Select((_, index) => new TurnReading(index, null, null, null, null, null));
        return new CallReading(Dialogue.Scores(), [.. readings], model);
    }
}
