using System.Numerics.Tensors;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Engines.Whisper;

/// <summary>Recognises a mono recording stored as two channels: then the channels say nothing about who speaks.</summary>
internal static class FakeStereo
{
    private const double SameSignal = 0.995;

    /// <summary>The channels to transcribe with their speakers: as given, or one of unknown speaker when all are the same signal.</summary>
    public static IReadOnlyList<(float[] Samples, Speaker Speaker)> Resolve(AudioClip audio, IReadOnlyList<Speaker> speakers)
    {
        if (audio.Channels.Count > 1 && audio.Channels.Skip(1).All(channel => IsSame(audio.Channels[0], channel)))
            return [(audio.Channels[0], Speaker.Unknown)];
        return audio.Channels.Count == 1
            ? [(audio.Channels[0], speakers.Count == 1 ? speakers[0] : Speaker.Unknown)]
            : [.. audio.Channels.Select((channel, i) => (channel, i < speakers.Count ? speakers[i] : Speaker.Unknown))];
    }

    /// <summary>True for copies, scaled or inverted ones too; silence is no copy of anything.</summary>
    private static bool IsSame(float[] a, float[] b)
    {
        var (normA, normB) = (TensorPrimitives.Norm<float>(a), TensorPrimitives.Norm<float>(b));
        return normA > 0 && normB > 0 && Math.Abs(TensorPrimitives.Dot<float>(a, b) / normA / normB) > SameSignal;
    }
}
