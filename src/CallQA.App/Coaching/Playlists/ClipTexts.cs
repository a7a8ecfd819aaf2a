using CallQA.App.Coaching.Sessions;
using CallQA.App.Storage;
using CallQA.Coaching.Clips;
using CallQA.Recordings;
using CallQA.Redaction;
using CallQA.Transcription;

namespace CallQA.App.Coaching.Playlists;

/// <summary>
/// What is said in clips, and what must not be heard of them. Both are read from the call's transcript each time, so that they go with the call and
/// what is masked in words is what is silent in sound.
/// </summary>
internal sealed class ClipTexts(EfCallStore calls, ClipRedaction redaction)
{
    /// <summary>What is said in clips, by their numbers; a clip whose call is being transcribed has no words meanwhile.</summary>
    public async Task<IReadOnlyDictionary<long, IReadOnlyList<SaidTurn>>> OfAsync(IEnumerable<Clip> clips, CancellationToken cancellationToken)
    {
        var said = new Dictionary<long, IReadOnlyList<SaidTurn>>();
        foreach (var call in clips.GroupBy(clip => (clip.CallId, clip.Redact)))
        {
            if (await TranscriptAsync(call.Key.CallId, call.Key.Redact, cancellationToken) is not var (transcript, _)) continue;
            foreach (var clip in call) said[clip.Id] = [.. ClipWords.In(transcript, clip.Span).Select(turn => new SaidTurn(turn.Speaker, turn.Text))];
        }

        return said;
    }

    /// <summary>What must not be heard of a clip beyond what is silent in its call.</summary>
    /// <exception cref="InputException">Personal data is to be silent, and the call is being transcribed.</exception>
    public async Task<IReadOnlyList<AudioSpan>> SilencesAsync(Clip clip, CancellationToken cancellationToken)
    {
        if (!clip.Redact) return [];
        return await TranscriptAsync(clip.CallId, clip.Redact, cancellationToken) is var (_, silences)
            ? silences
            : throw new InputException(InputFault.Transcript, $"What is personal in the clip '{clip.Title}' is not known while its call is being transcribed; hear it when that is done.") { Passing = true };
    }

    private async Task<(Transcript Transcript, IReadOnlyList<AudioSpan> Silences)?> TranscriptAsync(string callId, bool redact, CancellationToken cancellationToken)
    {
        if (await calls.FindAsync(callId, cancellationToken) is not { } call || await calls.CurrentTranscriptAsync(callId, cancellationToken) is not { } transcript) return null;
        return redact ? redaction.Apply(transcript, KnownNames.Of(call.Metadata), call.Duration) : (transcript, []);
    }
}
