using System.Numerics.Tensors;

namespace CallQA.Engines.Speakers;

/// <summary>Sums over frames from which voices are compared. Sums of two stretches add up to those of both together.</summary>
/// <param name="space">Directions in which voices differ.</param>
internal sealed class VoiceSums(VoiceSpace space)
{
    private readonly float[] _departures = new float[space.Spread.Length];

    /// <summary>Frames seen.</summary>
    public float Frames { get; private set; }

    /// <summary>Directions in which voices differ.</summary>
    public VoiceSpace Space => space;

    /// <summary>Adds frames.</summary>
    /// <param name="print">Sum over the frames.</param>
    /// <param name="frames">How many they are.</param>
    public void Add(ReadOnlySpan<float> print, int frames)
    {
        TensorPrimitives.Add(_departures, space.Project(print), _departures);
        Frames += frames;
    }

    /// <summary>Adds another stretch.</summary>
    public void Add(VoiceSums other)
    {
        TensorPrimitives.Add<float>(_departures, other._departures, _departures);
        Frames += other.Frames;
    }

    /// <summary>Log-probability that one voice said all this, against the recording's average voice saying it.</summary>
    public double Evidence(VoiceWeights weights, VoiceSums? with = null)
    {
        var frames = weights.Frame * (Frames + (with?.Frames ?? 0));
        var sum = 0.0;
        for (var i = 0; i < _departures.Length; i++)
        {
            var departure = weights.Frame * (_departures[i] + (with is null ? 0 : with._departures[i]));
            sum += (departure * departure / (frames + (1 / space.Spread[i]))) - Math.Log(1 + (frames * space.Spread[i]));
        }

        return 0.5 * sum;
    }

    /// <summary>How the voice of these sums departs from the average one, with how sure that is.</summary>
    public Voice ToVoice(VoiceWeights weights)
    {
        var departures = new float[_departures.Length];
        var spread = 0.0;
        for (var i = 0; i < departures.Length; i++)
        {
            var precision = (weights.Frame * Frames) + (1 / space.Spread[i]);
            departures[i] = (float)(weights.Frame * _departures[i] / precision);
            spread += (departures[i] * departures[i]) + (1 / precision);
        }

        return new Voice(departures, spread / 2);
    }

    /// <summary>Log-probability that this voice said all this, against the recording's average voice.</summary>
    public double Fit(Voice voice, VoiceWeights weights) =>
        weights.Frame * (TensorPrimitives.Dot<float>(_departures, voice.Departures) - (Frames * voice.Spread));
}
