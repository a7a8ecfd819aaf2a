using System.Numerics.Tensors;
using CallQA.Engines.VoiceActivity;
using CallQA.Recordings;

namespace CallQA.Engines.Whisper.Windows;

/// <summary>Audio that goes through the model at once: one or more pieces of a channel's speech, one after the other.</summary>
/// <param name="Channel">Index of the channel.</param>
/// <param name="Pieces">Where the audio comes from, in order, at 16 kHz.</param>
/// <param name="Overlap">Samples at the start that are also the end of the channel's window before: speech was cut there.</param>
internal sealed record SpeechWindow(int Channel, IReadOnlyList<SpeechSpan> Pieces, int Overlap = 0)
{
    /// <summary>Which of a call's voices is heard, where a channel has several.</summary>
    public int Voice { get; init; }

    /// <summary>True where the window begins in the middle of speech, which was cut there.</summary>
    public bool CutBefore { get; init; }

    /// <summary>True where the window ends in the middle of speech, which was cut there.</summary>
    public bool CutAfter { get; init; }

    /// <summary>Offset, of full scale, below which it changes nothing that a model hears.</summary>
    private const float AudibleOffset = 0.004f;

    /// <summary>Samples of all pieces.</summary>
    public int Length { get; private init; } = Pieces.Sum(piece => piece.Length);

    /// <summary>Copies the pieces' audio, freed of a constant offset that would hide it.</summary>
    public float[] Cut(ChannelAudio channel)
    {
        var audio = new float[Length];
        var at = 0;
        foreach (var piece in Pieces)
        {
            channel.Read(piece.Start, audio.AsSpan(at, piece.Length));
            at += piece.Length;
        }

        var offset = TensorPrimitives.Sum<float>(audio) / Math.Max(1, audio.Length);
        if (Math.Abs(offset) > AudibleOffset)
            TensorPrimitives.Subtract(audio, offset, audio);
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

        return this with { Pieces = rest, Length = rest.Sum(piece => piece.Length), Overlap = 0 };
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

    /// <summary>Where a word lies in the channel, in samples: wholly in the piece that holds most of it, never across what was left out.</summary>
    /// <param name="start">Samples from the window's start.</param>
    /// <param name="end">Samples from the window's start, not before <paramref name="start"/>.</param>
    public (int Start, int End) PlaceWord(int start, int end)
    {
        var (first, last) = (ToChannel(start, asEnd: false), ToChannel(end, asEnd: true));
        var best = Pieces.MaxBy(piece => Math.Min(piece.End, last) - Math.Max(piece.Start, first));
        return (Math.Clamp(first, best.Start, best.End), Math.Clamp(last, best.Start, best.End));
    }
}
