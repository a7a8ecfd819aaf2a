using System.Numerics.Tensors;

namespace CallQA.Engines.Speakers;

/// <summary>
/// Sums over frames from which voices are compared: per class of sound how many frames there were and how they departed from
/// the class, and the same of the pitch as one more class. Sums of two stretches add up to those of both together.
/// </summary>
internal sealed class VoiceSums
{
    private const int Size = Cepstrum.Size;
    private readonly float[] _counts;
    private readonly float[] _departures;

    /// <param name="classes">Classes of sound.</param>
    public VoiceSums(int classes)
    {
        _counts = new float[classes + 2];
        _departures = new float[((classes + 1) * Size) + 1];
    }

    /// <summary>Frames seen.</summary>
    public float Frames { get; private set; }

    /// <summary>Classes of sound.</summary>
    public int Classes => _counts.Length - 2;

    /// <summary>Position of the class that stands for all sounds together.</summary>
    private int Any => _counts.Length - 2;

    private float PitchCount => _counts[^1];

    /// <summary>Adds a frame.</summary>
    public void Add(SoundClasses classes, ReadOnlySpan<float> cepstrum, Span<float> shares)
    {
        classes.Share(cepstrum, shares);
        Frames++;
        for (var i = 0; i < Classes; i++)
        {
            if (shares[i] < 0.01f)
                continue;
            _counts[i] += shares[i];
            classes.AddDeparture(cepstrum, i, shares[i], _departures.AsSpan(i * Size, Size));
            _counts[Any] += shares[i];
            classes.AddDeparture(cepstrum, i, shares[i], _departures.AsSpan(Any * Size, Size));
        }
    }

    /// <summary>Adds the pitch of a voiced frame, in standard deviations from the recording's mean.</summary>
    public void AddPitch(float departure)
    {
        _counts[^1]++;
        _departures[^1] += departure;
    }

    /// <summary>Adds another stretch.</summary>
    public void Add(VoiceSums other)
    {
        TensorPrimitives.Add<float>(_counts, other._counts, _counts);
        TensorPrimitives.Add<float>(_departures, other._departures, _departures);
        Frames += other.Frames;
    }

    /// <summary>Log-probability that one voice said all this, against the recording's average voice saying it.</summary>
    public double Evidence(VoiceWeights weights, VoiceSums? with = null)
    {
        var sum = 0.0;
        for (var i = 0; i <= Any; i++)
        {
            var squares = 0f;
            var own = _departures.AsSpan(i * Size, Size);
            if (with is null)
            {
                squares = TensorPrimitives.SumOfSquares<float>(own);
            }
            else
            {
                var other = with._departures.AsSpan(i * Size, Size);
                squares = TensorPrimitives.SumOfSquares<float>(own) + TensorPrimitives.SumOfSquares<float>(other) + (2 * TensorPrimitives.Dot<float>(own, other));
            }

            sum += Evidence(_counts[i] + (with?._counts[i] ?? 0), squares, Size, i < Any ? weights.Frame : weights.Any, i < Any ? weights.Sameness : weights.AnySameness);
        }

        var pitch = _departures[^1] + (with?._departures[^1] ?? 0);
        return sum + Evidence(PitchCount + (with?.PitchCount ?? 0), pitch * pitch, 1, weights.Pitch, weights.PitchSameness);
    }

    /// <summary>How the voice of these sums departs from the average one, with how sure that is.</summary>
    public Voice ToVoice(VoiceWeights weights)
    {
        var departures = new float[_departures.Length];
        var spread = new float[_counts.Length];
        for (var i = 0; i <= Any; i++)
        {
            var (weight, sameness) = i < Any ? (weights.Frame, weights.Sameness) : (weights.Any, weights.AnySameness);
            var precision = (weight * _counts[i]) + sameness;
            spread[i] = (float)(0.5 * Size / precision);
            var own = departures.AsSpan(i * Size, Size);
            TensorPrimitives.Multiply(_departures.AsSpan(i * Size, Size), (float)(weight / precision), own);
            spread[i] += 0.5f * TensorPrimitives.SumOfSquares<float>(own);
        }

        var pitchPrecision = (weights.Pitch * PitchCount) + weights.PitchSameness;
        departures[^1] = (float)(weights.Pitch * _departures[^1] / pitchPrecision);
        spread[^1] = (float)(0.5 * ((departures[^1] * departures[^1]) + (1 / pitchPrecision)));
        return new Voice(departures, spread);
    }

    /// <summary>Log-probability that this voice said all this, against the recording's average voice.</summary>
    public double Fit(Voice voice, VoiceWeights weights)
    {
        var sounds = Fit(voice, 0, Any);
        var any = Fit(voice, Any, Any + 1);
        var pitch = (_departures[^1] * voice.Departures[^1]) - (_counts[^1] * voice.Spread[^1]);
        return (weights.Frame * sounds) + (weights.Any * any) + (weights.Pitch * pitch);
    }

    private double Fit(Voice voice, int from, int to) =>
        TensorPrimitives.Dot<float>(_departures.AsSpan((from * Size)..(to * Size)), voice.Departures.AsSpan((from * Size)..(to * Size)))
        - TensorPrimitives.Dot<float>(_counts.AsSpan(from..to), voice.Spread.AsSpan(from..to));

    private static double Evidence(double count, double squares, int size, double weight, double sameness) =>
        (0.5 * weight * weight * squares / ((weight * count) + sameness)) - (0.5 * size * Math.Log(1 + (weight * count / sameness)));
}

/// <summary>A voice as departures from the recording's average voice, in standard deviations per class of sound and coefficient, pitch last.</summary>
/// <param name="Departures">Mean departures.</param>
/// <param name="Spread">Half the expected square per class.</param>
internal sealed record Voice(float[] Departures, float[] Spread);

/// <summary>How much is made of what.</summary>
/// <param name="Frame">Weight of a frame of 10 ms, below 1 because neighbours are much alike.</param>
/// <param name="Sameness">How alike voices are: departures of a voice have a variance of one over this.</param>
/// <param name="Any">Weight of a frame where all sounds are taken together.</param>
/// <param name="AnySameness">As <paramref name="Sameness"/>, of all sounds together.</param>
/// <param name="Pitch">Weight of the pitch of a frame.</param>
/// <param name="PitchSameness">As <paramref name="Sameness"/>, of the pitch.</param>
/// <param name="Switch">Log-odds against another voice taking over in the midst of speech.</param>
/// <param name="SwitchAfterPause">The same after a pause.</param>
/// <param name="TwoVoices">Evidence that it takes to believe in two voices.</param>
internal sealed record VoiceWeights(
    double Frame = 0.2,
    double Sameness = 8,
    double Any = 0,
    double AnySameness = 2,
    double Pitch = 0.1,
    double PitchSameness = 1,
    double Switch = 8,
    double SwitchAfterPause = 3,
    double TwoVoices = 20);
