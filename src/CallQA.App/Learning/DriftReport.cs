using CallQA.Agreement;

namespace CallQA.App.Learning;

/// <summary>What is watched for drift.</summary>
public enum DriftFigure
{
    /// <summary>Share of a call's words that the models know.</summary>
    KnownWords,

    /// <summary>Length of the recordings.</summary>
    CallLength,

    /// <summary>Languages of the calls.</summary>
    Language,

    /// <summary>The machine's empathy scores.</summary>
    Empathy,

    /// <summary>The machine's courtesy scores.</summary>
    Courtesy,

    /// <summary>The machine's resolutions.</summary>
    Resolution,
}

/// <summary>How far one figure has moved.</summary>
/// <param name="Figure">What.</param>
/// <param name="Stability">How far.</param>
public sealed record DriftLine(DriftFigure Figure, PopulationStability Stability);

/// <summary>What the drift monitor found.</summary>
/// <param name="At">When.</param>
/// <param name="Model">Version of the models in force.</param>
/// <param name="Lines">Inputs and scores of the last 14 days against the 56 days before.</param>
/// <param name="Agreement">Agreement of machine and people in the last 28 days against the 84 days before.</param>
/// <param name="BlindOnly">Whether only blind reviews were counted.</param>
internal sealed record DriftReport(DateTimeOffset At, string Model, IReadOnlyList<DriftLine> Lines, AgreementChange Agreement, bool BlindOnly)
{
    /// <summary>Name of the alarm about the agreement.</summary>
    public const string AgreementAlarm = "agreement";

    /// <summary>The return to the models before, where the monitor went back; null where it did not.</summary>
    public string? RolledBack { get; init; }

    /// <summary>What has moved by its test.</summary>
    public IReadOnlyList<string> Alarms =>
    [
        .. Lines.Where(line => line.Stability.Shifted).Select(line => char.ToLowerInvariant(line.Figure.ToString()[0]) + line.Figure.ToString()[1..]),
        .. Agreement.Fallen ? [AgreementAlarm] : Array.Empty<string>(),
    ];
}
