namespace CallQA.Measurement;

/// <summary>Thresholds of the conversation metrics.</summary>
public sealed record MeasurementOptions
{
    /// <summary>Silence longer than this is dead air unless announced. 1–60 s; the default is 5 s.</summary>
    public TimeSpan DeadAirThreshold { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Announced silence longer than this is a hold. 1–60 s; the default is 5 s.</summary>
    public TimeSpan HoldThreshold { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Speech begun into the other's is an interruption from this overlap on; less is the ordinary jitter of turn taking.
    /// 0–5 s; the default is 0.3 s.
    /// </summary>
    public TimeSpan InterruptionOverlap { get; init; } = TimeSpan.FromSeconds(0.3);

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="InputException">A value is out of range.</exception>
    public void Validate()
    {
        Check(nameof(DeadAirThreshold), DeadAirThreshold, 1, 60);
        Check(nameof(HoldThreshold), HoldThreshold, 1, 60);
        Check(nameof(InterruptionOverlap), InterruptionOverlap, 0, 5);
    }

    private static void Check(string name, TimeSpan value, double least, double most)
    {
        if (value.TotalSeconds < least || value.TotalSeconds > most)
        {
            throw new InputException(
                InputFault.Settings,
                FormattableString.Invariant(
                    $"The measurement option {name} is {value.TotalSeconds} s; set it from {least} to {most} s."));
        }
    }
}
