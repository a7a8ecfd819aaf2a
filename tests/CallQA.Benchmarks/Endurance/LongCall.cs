using CallQA.Engines.Tests.VoiceActivity;
using CallQA.Engines.Tests.Whisper;
using CallQA.Recordings;

namespace CallQA.Benchmarks.Endurance;

/// <summary>A call of hours: the sample calls one after the other, with silence and music on hold between them.</summary>
internal static class LongCall
{
    private const int Rate = 8_000;
    private const int HoldSeconds = 40;
    private const int PauseSeconds = 10;

    /// <summary>Writes a 16-bit WAV file of two channels, piece by piece.</summary>
    /// <returns>Seconds of the sample calls in it.</returns>
    public static async Task<double> WriteAsync(string path, double hours)
    {
        var calls = new List<float[][]>();
        foreach (var file in Directory.GetFiles(Path.Combine(RepositoryFolder.Root, "samples", "calls"), "*.wav").Order(StringComparer.Ordinal))
        {
            using var clip = await new AudioReader().ReadAsync(file, CancellationToken.None);
            calls.Add([.. clip.Channels.Select(channel => channel.At(Rate).ToArray())]);
        }

        await using var stream = File.Create(path);
        await using var writer = new BinaryWriter(stream);
        var total = (int)(hours * 3600 * Rate);
        WriteHeader(writer, total);
        var (written, spoken) = (0, 0);
        for (var i = 0; written < total; i++)
        {
            var call = calls[i % calls.Count];
            spoken += Math.Min(call[0].Length, total - written);
            written += Write(writer, call, total - written);
            written += Write(writer, Hold(i), total - written);
        }

        return (double)spoken / Rate;
    }

    private static float[][] Hold(int index)
    {
        var music = TestAudio.Join(new float[PauseSeconds * Rate], HoldMusic.Play(HoldMusic.Styles[index % HoldMusic.Styles.Count], HoldSeconds));
        return [new float[music.Length], LineSounds.MuLaw(music)];
    }

    private static int Write(BinaryWriter writer, float[][] channels, int room)
    {
        var count = Math.Min(room, channels[0].Length);
        for (var i = 0; i < count; i++)
        {
            foreach (var channel in channels)
                writer.Write((short)Math.Clamp(channel[i] * short.MaxValue, short.MinValue, short.MaxValue));
        }

        return count;
    }

    private static void WriteHeader(BinaryWriter writer, int samples)
    {
        const int Frame = 2 * sizeof(short);
        writer.Write("RIFF"u8);
        writer.Write(36 + (samples * Frame));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)2);
        writer.Write(Rate);
        writer.Write(Rate * Frame);
        writer.Write((short)Frame);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(samples * Frame);
    }
}
