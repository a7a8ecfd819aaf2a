using CallQA.Interchange;
using CallQA.Measurement;
using CallQA.Recordings;
using CallQA.Redaction;
using CallQA.Scoring;
using CallQA.Scoring.Scorecards;
using CallQA.Transcription;

namespace CallQA;

/// <summary>Who does the work of each stage.</summary>
/// <param name="Calls">What is known about every call.</param>
/// <param name="Recordings">Where originals are kept.</param>
/// <param name="Audio">Decodes recordings.</param>
/// <param name="Transcriber">The speech engine.</param>
/// <param name="Reader">The trained models.</param>
/// <param name="Scorer">Answers a scorecard's questions.</param>
/// <param name="Scorecard">Tells the scorecard in force at the moment a call is scored.</param>
public sealed record PipelineParts(
    ICallStore Calls,
    IRecordingStore Recordings,
    AudioReader Audio,
    ITranscriber Transcriber,
    ICallReader Reader,
    CallScorer Scorer,
    Func<CancellationToken, Task<Scorecard>> Scorecard)
{
    /// <summary>Takes personal data out of transcripts before they are stored. Default: takes nothing out.</summary>
    public Redactor Redactor { get; init; } = new(new RedactionOptions());

    /// <summary>Destroys the original recording of a redacted call where that is wanted. Default: leaves it.</summary>
    public Func<string, CancellationToken, Task> Silence { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>What is taken of vCons. Default: unsigned ones with the recording inside.</summary>
    public VconReading Vcon { get; init; } = new();

    /// <summary>Finds a scorecard by identifier and version, for evaluations that vCons bring along. Default: finds none, and takes no evaluation over.</summary>
    public Func<string, CancellationToken, Task<Scorecard?>> KnownScorecard { get; init; } = (_, _) => Task.FromResult<Scorecard?>(null);

    /// <summary>
    /// Why a review by a person, which a vCon brings along with a transcript, is not taken over; null where it is. Default: nobody keeps reviews, and they are passed over.
    /// </summary>
    public Func<string, Transcript, KnownNames, string?>? ReviewObjection { get; init; }

    /// <summary>Told why something that a vCon brought along was not taken over. Default: tells nobody.</summary>
    public Func<Call, TakeOverNote, CancellationToken, Task> TellTakeOver { get; init; } = (_, _, _) => Task.CompletedTask;
}

/// <summary>What holds where a call's own metadata is silent.</summary>
public sealed record PipelineOptions
{
    /// <summary>Who is on which channel of a recording with two channels. Default: agent first.</summary>
    public IReadOnlyList<Speaker> ChannelMap { get; init; } = [Speaker.Agent, Speaker.Customer];

    /// <summary>Language of calls that name none, ISO 639-1; null lets the model decide.</summary>
    public string? Language { get; init; }

    /// <summary>Thresholds of the conversation metrics; null for the defaults.</summary>
    public MeasurementOptions? Measurement { get; init; }
}
