using System.Globalization;
using System.Runtime.InteropServices;
using CallQA.Engines.Speakers;

namespace CallQA.Benchmarks;

/// <summary>
/// Learns the directions of <see cref="VoiceSpace"/>: how stretches of one voice scatter and how voices lie apart, both at once made
/// diagonal. Input is a clip store: <c>clips.pcm</c> (16 kHz, 16 bit) and <c>clips.tsv</c> (first sample, samples, set, voice).
/// </summary>
internal static class VoiceSpaceTrainer
{
    private const int ClipsOfVoice = 14;
    private const int FewestStretches = 3;
    private const int StretchFrames = 120;
    private const int Kept = 24;

    /// <summary>Voices differ in more than those learnt from do.</summary>
    private const double Doubt = 0.3;

    /// <summary>What is left where voices differ no more than their few stretches would make them by chance.</summary>
    private const double LeastSpread = 0.05;

    public static async Task<int> RunAsync(string folder, string voicesFile)
    {
        var names = (await File.ReadAllLinesAsync(voicesFile)).ToHashSet(StringComparer.Ordinal);
        var clips = (await File.ReadAllLinesAsync(Path.Combine(folder, "clips.tsv"))).Select(line => line.Split('\t')).Where(fields => names.Contains(fields[3])).ToList();
        var voices = new List<List<VoiceFrames>>();
        await using var audio = File.OpenRead(Path.Combine(folder, "clips.pcm"));
        foreach (var voice in clips.GroupBy(fields => fields[3]).OrderBy(group => group.Key, StringComparer.Ordinal))
            voices.Add([.. voice.Take(ClipsOfVoice).Select(fields => VoiceFrames.Of(Read(audio, Number(fields[0]), (int)Number(fields[1]))))]);
        var mean = VoicePrint.Mean(voices.SelectMany(clipsOfVoice => clipsOfVoice))!;
        var prints = voices.ConvertAll(voice => voice.SelectMany(frames => Prints(frames, mean)).ToList()).FindAll(voice => voice.Count >= FewestStretches);
        var chance = 1 / prints.Average(voice => voice.Count);
        var (within, between) = Scatter(prints);
        var lines = Diagonal(within, between).Take(Kept).Select(direction =>
            string.Join(' ', direction.Weights.Prepend(Math.Max(LeastSpread, direction.Spread - chance) + Doubt).Select(value => value.ToString("0.#####", CultureInfo.InvariantCulture))) + "\n");
        await File.WriteAllTextAsync(Path.Combine(RepositoryFolder.Root, "src", "CallQA.Engines", "Speakers", "voice-space.txt"), string.Concat(lines));
        Console.WriteLine($"{voices.Count} voices, {prints.Sum(voice => voice.Count)} stretches");
        return 0;
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static float[] Read(FileStream audio, long start, int length)
    {
        var bytes = new byte[2 * length];
        audio.Position = 2 * start;
        audio.ReadExactly(bytes);
        var samples = MemoryMarshal.Cast<byte, short>(bytes);
        var result = new float[length];
        for (var i = 0; i < length; i++)
            result[i] = samples[i] / 32768f;
        return result;
    }

    private static IEnumerable<double[]> Prints(VoiceFrames frames, float[] mean)
    {
        for (var start = 0; start + StretchFrames <= frames.Count; start += StretchFrames)
        {
            var (sum, loud) = (new float[VoicePrint.Size], 0);
            for (var i = start; i < start + StretchFrames; i++)
            {
                if (!frames.IsLoud[i])
                    continue;
                loud++;
                VoicePrint.Add(frames, i, mean, sum);
            }

            if (loud > StretchFrames / 3)
                yield return [.. sum.Select(value => (double)value / loud)];
        }
    }

    private static (double[,] Within, double[,] Between) Scatter(List<List<double[]>> voices)
    {
        const int Size = VoicePrint.Size;
        var means = voices.ConvertAll(Mean);
        var centre = Mean(means);
        var (within, between) = (new double[Size, Size], new double[Size, Size]);
        for (var voice = 0; voice < voices.Count; voice++)
        {
            foreach (var print in voices[voice])
                Add(within, print, means[voice], 1.0 / voices[voice].Count / voices.Count);
            Add(between, means[voice], centre, 1.0 / voices.Count);
        }

        for (var i = 0; i < Size; i++)
            within[i, i] += 1e-4 * within[i, i];
        return (within, between);
    }

    private static double[] Mean(List<double[]> vectors) => [.. Enumerable.Range(0, vectors[0].Length).Select(i => vectors.Average(vector => vector[i]))];

    private static void Add(double[,] scatter, double[] vector, double[] centre, double weight)
    {
        for (var i = 0; i < vector.Length; i++)
        {
            for (var j = 0; j < vector.Length; j++)
                scatter[i, j] += weight * (vector[i] - centre[i]) * (vector[j] - centre[j]);
        }
    }

    /// <summary>Directions w with w'Ww = 1 and w'Bw as large as can be, each uncorrelated with those before: power iteration on W⁻¹B with deflation.</summary>
    private static IEnumerable<(double Spread, double[] Weights)> Diagonal(double[,] within, double[,] between)
    {
        var found = new List<double[]>();
        for (var k = 0; k < Kept; k++)
        {
            var direction = Enumerable.Range(0, VoicePrint.Size).Select(i => Math.Cos((i + 1) * (k + 1))).ToArray();
            for (var round = 0; round < 500; round++)
            {
                direction = Solve(within, Multiply(between, direction));
                foreach (var other in found)
                {
                    var share = Dot(other, Multiply(within, direction));
                    direction = [.. direction.Select((value, i) => value - (share * other[i]))];
                }

                var length = Math.Sqrt(Dot(direction, Multiply(within, direction)));
                direction = [.. direction.Select(value => value / length)];
            }

            found.Add(direction);
            yield return (Dot(direction, Multiply(between, direction)), direction);
        }
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b).Sum(pair => pair.First * pair.Second);

    private static double[] Multiply(double[,] matrix, double[] vector) =>
        [.. Enumerable.Range(0, vector.Length).Select(i => vector.Select((value, j) => matrix[i, j] * value).Sum())];

    private static double[] Solve(double[,] matrix, double[] right)
    {
        var (a, x, n) = ((double[,])matrix.Clone(), (double[])right.Clone(), right.Length);
        for (var k = 0; k < n; k++)
        {
            for (var i = k + 1; i < n; i++)
            {
                var factor = a[i, k] / a[k, k];
                for (var j = k; j < n; j++)
                    a[i, j] -= factor * a[k, j];
                x[i] -= factor * x[k];
            }
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < n; j++)
                x[i] -= a[i, j] * x[j];
            x[i] /= a[i, i];
        }

        return x;
    }
}
