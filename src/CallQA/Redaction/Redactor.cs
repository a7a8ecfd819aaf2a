using System.Diagnostics.CodeAnalysis;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Redaction;

/// <summary>
/// Finds personal data in transcripts and takes it out. English and German are read at once, so that a call in one language with
/// numbers in the other is safe. Pure: the same transcript gives the same findings.
/// </summary>
public sealed class Redactor(RedactionOptions options)
{
    /// <summary>Counts up when the detectors change, so that stored transcripts tell by which they were redacted.</summary>
    public const int Version = 4;

    /// <summary>What the options of an origin hold from which personal data were taken out.</summary>
    public const string Mark = "redaction=";

    /// <summary>Finds personal data of the kinds asked for, ordered by turn and word.</summary>
    /// <param name="transcript">The transcript as it was heard.</param>
    /// <param name="names">Names known beforehand.</param>
    public IReadOnlyList<Finding> Find(Transcript transcript, KnownNames names)
    {
        if (!options.Enabled) return [];
        var call = new SpokenCall(transcript);
        // What is certain by its form comes first; what is only named may have what is left.
        EmailAddresses.Find(call);
        Ibans.Find(call);
        InsuranceNumbers.Find(call);
        CardNumbers.Find(call);
        SocialSecurityNumbers.Find(call);
        TaxIds.Find(call);
        BirthDates.Find(call);
        CardDates.Find(call);
        SecurityCodes.Find(call);
        PhoneNumbers.Find(call);
        PostalAddresses.Find(call);
        new PersonNames(call, names).Find();
        return [.. Places.Of(call, transcript).Where(finding => options.Kinds.Contains(finding.Kind))];
    }

    /// <summary>Finds personal data and puts a mark in its place; times and confidence of all other words stay as they are.</summary>
    /// <param name="transcript">The transcript as it was heard.</param>
    /// <param name="names">Names known beforehand.</param>
    public RedactedTranscript Redact(Transcript transcript, KnownNames names)
    {
        if (!options.Enabled) return new RedactedTranscript(transcript, []);
        var findings = Find(transcript, names);
        var turns = transcript.Turns.Select((turn, at) => TurnRedaction.Apply(turn, [.. findings.Where(finding => finding.Turn == at)], transcript.Language));
        return new RedactedTranscript(
            transcript with
            {
                Turns = findings.Count == 0 ? transcript.Turns : [.. turns],
                Origin = OriginOf(transcript.Origin),
                Redactions = [.. transcript.Redactions ?? [], .. findings.Select(finding => new RedactedSpan(finding.Kind, finding.Turn, finding.Start, finding.End))],
            },
            findings);
    }

    /// <summary>Whether anything is taken out.</summary>
    public bool Enabled => options.Enabled;

    /// <summary>Whether personal data of a kind are taken out.</summary>
    /// <param name="kind">The kind.</param>
    public bool TakesOut(PersonalDataKind kind) => options.Enabled && options.Kinds.Contains(kind);

    /// <summary>Whether transcripts as they were heard are kept.</summary>
    public bool KeepsOriginals => options.KeepsOriginals;

    /// <summary>The stretches of a recording that must not be heard.</summary>
    /// <param name="spans">What was taken out of the recording's transcripts.</param>
    /// <param name="duration">Length of the recording: all of it is silent where a span has no times.</param>
    public IReadOnlyList<AudioSpan> Silences(IEnumerable<RedactedSpan> spans, TimeSpan duration) => [.. spans.Select(span => span is { Start: { } start, End: { } end }
        ? new AudioSpan(start - options.Margin, end + options.Margin)
        : new AudioSpan(TimeSpan.Zero, duration)).Distinct()];

    /// <summary>The origin of a redacted transcript: that of the one that was heard, with what was taken out.</summary>
    [return: NotNullIfNotNull(nameof(heard))]
    public TranscriptOrigin? OriginOf(TranscriptOrigin? heard) => heard is null || !options.Enabled
        ? heard
        : heard with { Options = string.Join(';', [.. (heard.Options ?? "").Split(';').Where(IsHeard), $"{Mark}{Version}:{options}"]) };

    // A transcript that is redacted again, with more kinds, is told by the last time.
    private static bool IsHeard(string option) => option.Length > 0 && !option.StartsWith(Mark, StringComparison.Ordinal);
}
