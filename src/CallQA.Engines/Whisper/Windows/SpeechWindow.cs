using CallQA.Engines.VoiceActivity;

namespace CallQA.Engines.Whisper.Windows;

/// <summary>Audio that goes through the model at once: one or more pieces of a channel's speech, one after the other.</summary>
/// <param name="Channel">Index of the channel.</param>
/// <param name="Pieces">Where the audio comes from, in order, at 16 kHz.</param>
internal sealed record SpeechWindow(int Channel, IReadOnlyList<SpeechSpan> Pieces)
{
    /// <summary>Samples of all pieces.</summary>
    public int Length { get; private init; } = Pieces.Sum(piece => piece.Length);

    /// <summary>Copies the pieces' audio.</summary>
    public float[] Cut(float[] channel)
    {
        var audio = new float[Length];
        var at = 0;
        foreach (var piece in Pieces)
        {
            channel.AsSpan(piece.Start, piece.Length).CopyTo(audio.AsSpan(at));
            at += piece.Length;
        }

        return audio;
    }

    /// <summary>The window without its first samples, of which there must be more.</summary>
    public SpeechWindow Skip(int samples)
    {
        var rest = new List<SpeechSpan>();
        foreach (var piece in Pieces)
        {
            var skipped = Math.Min(samples, piece.Length);
            samples -= skipped;
            if (skipped < piece.Length)
                rest.Add(piece with { Start = piece.Start + skipped });
        }

        return this with { Pieces = rest, Length = rest.Sum(piece => piece.Length) };
    }

    /// <summary>Where a moment of the window lies in the channel, in samples.</summary>
    /// <param name="sample">Samples from the window's start; clamped to the window.</param>
    /// <param name="asEnd">True when the moment ends something: at a seam it then belongs to the piece before.</param>
    public int ToChannel(int sample, bool asEnd)
    {
        sample = Math.Clamp(sample, 0, Length);
        var at = 0;
        foreach (var piece in Pieces)
        {
            var inside = sample - at;
            if (inside < piece.Length || (asEnd && inside == piece.Length))
                return piece.Start + inside;
            at += piece.Length;
        }

        return Pieces[^1].End;
    }
}
