using System.Numerics.Tensors;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Engines.Whisper;

/// <summary>Recognises a mono recording stored as two channels: then the channels say nothing about who speaks.</summary>
internal static class FakeStereo
{
    private const double SameSignal = 0.995;
    private const int Block = 65_536;

    /// <summary>The channels to transcribe with their speakers: as given, or one of unknown speaker when all are the same signal.</summary>
    public static IReadOnlyList<(ChannelAudio Audio, Speaker Speaker)> Resolve(
        AudioClip audio, IReadOnlyList<Speaker> speakers, CancellationToken cancellationToken)
    {
        if (audio.Channels.Count > 1 && audio.Channels.Skip(1).All(channel => IsSame(audio.Channels[0], channel, cancellationToken)))
            return [(audio.Channels[0], Speaker.Unknown)];
        return audio.Channels.Count == 1
            ? [(audio.Channels[0], speakers.Count == 1 ? speakers[0] : Speaker.Unknown)]
            : [.. audio.Channels.Select((channel, i) => (channel, i < speakers.Count ? speakers[i] : Speaker.Unknown))];
    }

    /// <summary>True for copies, scaled, inverted or shifted ones too; silence is no copy of anything.</summary>
    private static bool IsSame(ChannelAudio a, ChannelAudio b, CancellationToken cancellationToken)
    {
        var (blockA, blockB) = (new float[Block], new float[Block]);
        var (squareA, squareB, product) = (0.0, 0.0, 0.0);
        for (var start = 0; start < a.Length; start += Block)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var length = Math.Min(Block, a.Length - start);
            var partA = blockA.AsSpan(0, length);
            var partB = blockB.AsSpan(0, length);
            Read(a, start, partA);
            Read(b, start, partB);
            squareA += TensorPrimitives.SumOfSquares<float>(partA);
            squareB += TensorPrimitives.SumOfSquares<float>(partB);
            product += TensorPrimitives.Dot<float>(partA, partB);
        }

        return squareA > 0 && squareB > 0 && Math.Abs(product) / Math.Sqrt(squareA * squareB) > SameSignal;
    }

    // Without its constant part, which would make all channels of one recorder alike.
    private static void Read(ChannelAudio channel, int start, Span<float> block)
    {
        channel.Read(start, block);
        TensorPrimitives.Subtract(block, TensorPrimitives.Sum<float>(block) / block.Length, block);
    }
}
