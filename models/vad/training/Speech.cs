using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace VadTraining;

/// <summary>
/// Speech: a file of 16 kHz 16-bit samples and a table of offset, length, set and voice. What stands before a colon in the voice's name
/// is its family, a program or <c>people</c>; all families speak equally often.
/// </summary>
internal sealed class Speech : IDisposable
{
    private const int Longest = 4 * 16_000;
    private readonly Microsoft.Win32.SafeHandles.SafeFileHandle file;
    private readonly (long At, int Length)[][] speakers;

    public Speech(string folder, string set)
    {
        file = File.OpenHandle(Path.Combine(folder, "clips.pcm"));
        speakers = [.. File.ReadLines(Path.Combine(folder, "clips.tsv")).Select(line => line.Split('\t'))
            .Where(cells => cells[2] == set || (set == "test" && cells[2] != "train"))
            .GroupBy(cells => cells[3].Split(':')[0])
            .Select(family => family.GroupBy(cells => cells[3]).SelectMany(voice => voice.Take(60))
                .Select(cells => (2 * long.Parse(cells[0]), int.Parse(cells[1]))).ToArray())];
    }

    /// <summary>A sentence at 8 kHz with changed pitch, tempo and colour.</summary>
    public float[] Take(Chance chance)
    {
        var family = chance.Of(speakers);
        var (at, length) = family[chance.Int(0, family.Length - 1)];
        if (length > Longest)
        {
            var skipped = chance.Int(0, length - Longest);
            (at, length) = (at + (2 * skipped), Longest);
        }

        var bytes = new byte[2 * length];
        RandomAccess.Read(file, bytes, at);
        var samples = MemoryMarshal.Cast<byte, short>(bytes).ToArray().Select(sample => sample / 32768f).ToArray();
        var sound = Signal.Speed(samples, chance.Maybe(0.5) ? 1 : chance.Between(0.82, 1.22));
        if (chance.Maybe(0.35))
            Signal.Filter(sound, chance.Of('l', 'h'), chance.Between(500, 2500), 0.5);
        if (chance.Maybe(0.3))
            Signal.Reverberate(sound, chance);
        if (chance.Maybe(0.15))
            Breathe(sound, chance);
        return sound;
    }

    /// <summary>Frames of 10 ms in which the clean sentence is heard.</summary>
    public static bool[] Heard(float[] sound)
    {
        var threshold = Signal.LoudLevel(sound) * Math.Pow(10, -34 / 20.0);
        var frames = new bool[sound.Length / 80];
        for (var i = 0; i < frames.Length; i++)
        {
            var from = Math.Max(0, (i * 80) - 40);
            var piece = sound.AsSpan(from, Math.Min(160, sound.Length - from));
            frames[i] = Math.Sqrt(TensorPrimitives.SumOfSquares<float>(piece) / piece.Length) > threshold;
        }

        Flip(frames, value: false, shorterThan: 10);
        Flip(frames, value: true, shorterThan: 3);
        return frames;
    }

    /// <summary>A hoarse voice: the sound is partly replaced by noise of the same course.</summary>
    private static void Breathe(float[] sound, Chance chance)
    {
        var share = chance.Between(0.2, 0.8);
        for (var i = 0; i < sound.Length; i++)
            sound[i] *= (float)(1 - share + (share * 1.7 * chance.Gauss()));
    }

    private static void Flip(bool[] frames, bool value, int shorterThan)
    {
        for (var i = 0; i < frames.Length; i++)
        {
            var start = i;
            while (i < frames.Length && frames[i] == value)
                i++;
            if (i > start && start > 0 && i < frames.Length && i - start < shorterThan)
                frames.AsSpan(start, i - start).Fill(!value);
        }
    }

    public void Dispose() => file.Dispose();
}
