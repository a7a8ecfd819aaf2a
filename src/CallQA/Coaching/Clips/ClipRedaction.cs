using CallQA.Recordings;
using CallQA.Redaction;
using CallQA.Transcription;

namespace CallQA.Coaching.Clips;

/// <summary>
/// Takes personal data out of clips of calls that nothing was taken out of. The whole call is read, as what leads up to a number may stand before the clip;
/// all kinds are taken out, as a clip is heard by more people than its call. Pure: the same call gives the same silences.
/// </summary>
/// <param name="margin">Silence before and after what is taken out.</param>
public sealed class ClipRedaction(TimeSpan margin)
{
    private readonly Redactor redactor = new(new RedactionOptions { Kinds = RedactionOptions.AllKinds, Margin = margin });

    /// <summary>Whether there may be anything to take out: of a call in which personal data were looked for already there is not.</summary>
    /// <param name="transcript">The call's transcript; null before it has one.</param>
    public static bool IsNeeded(Transcript? transcript) => transcript?.Redactions is null;

    /// <summary>What is said, with marks in the place of what was taken out, and what must not be heard.</summary>
    /// <param name="transcript">The call's transcript.</param>
    /// <param name="names">Names that are known of it.</param>
    /// <param name="duration">Length of the recording: all of it is silent where what was found has no times.</param>
    public (Transcript Transcript, IReadOnlyList<AudioSpan> Silences) Apply(Transcript transcript, KnownNames names, TimeSpan duration)
    {
        var redacted = redactor.Redact(transcript, names);
        var spans = redacted.Findings.Select(finding => new RedactedSpan(finding.Kind, finding.Turn, finding.Start, finding.End));
        return (redacted.Transcript, redactor.Silences(spans, duration));
    }
}
