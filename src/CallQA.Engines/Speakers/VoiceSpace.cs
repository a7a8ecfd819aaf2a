using System.Globalization;
using System.Numerics.Tensors;
using System.Reflection;

namespace CallQA.Engines.Speakers;

/// <summary>
/// Directions in which voices differ most, measured by how much one voice differs from second to second with what it says. File
/// format: a direction a line, first how far voices differ in it, then its weights.
/// </summary>
internal sealed class VoiceSpace
{
    private const string Resource = "CallQA.Engines.voice-space.txt";
    private static readonly Lazy<VoiceSpace> Loaded = new(Load);
    private readonly float[][] _directions;

    private VoiceSpace(float[][] directions, float[] spread) => (_directions, Spread) = (directions, spread);

    /// <summary>The space that ships with the product.</summary>
    public static VoiceSpace Shipped => Loaded.Value;

    /// <summary>Variance between voices per direction; that of one voice from stretch to stretch is one.</summary>
    public float[] Spread { get; }

    /// <summary>Turns the sums of <see cref="VoicePrint"/> into sums per direction.</summary>
    public float[] Project(ReadOnlySpan<float> print)
    {
        var result = new float[_directions.Length];
        for (var i = 0; i < result.Length; i++)
            result[i] = TensorPrimitives.Dot(print, _directions[i]);
        return result;
    }

    private static VoiceSpace Load()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!);
        var rows = new List<float[]>();
        while (reader.ReadLine() is { } line)
            rows.Add([.. line.Split(' ').Select(value => float.Parse(value, CultureInfo.InvariantCulture))]);
        return new VoiceSpace([.. rows.Select(row => row[1..])], [.. rows.Select(row => row[0])]);
    }
}
