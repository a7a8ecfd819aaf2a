namespace CallQA.App.Jobs;

/// <summary>The queues. Each is served by workers of its own, so that hours of transcription do not hold up what takes a second.</summary>
internal static class Queues
{
    /// <summary>Files of the intake folder.</summary>
    public const string Intake = "intake";

    /// <summary>Transcription that an operator gave priority; served by the workers of transcription, before it.</summary>
    public const string Express = "express";

    public const string Transcription = "transcription";

    /// <summary>Measuring and scoring of calls that an operator gave priority; served by the workers of scoring, before it.</summary>
    public const string ExpressScoring = "express-scoring";

    /// <summary>Measuring and scoring.</summary>
    public const string Scoring = "scoring";

    /// <summary>The nightly run with its coaching reports.</summary>
    public const string Reports = "reports";

    /// <summary>The sweep and the look whether a night is due.</summary>
    public const string Maintenance = "maintenance";

    public static IReadOnlyList<string> All { get; } = [Express, ExpressScoring, Intake, Maintenance, Reports, Scoring, Transcription];

    /// <summary>The queues of the stages of calls.</summary>
    public static IReadOnlyList<string> Stages { get; } = [Express, ExpressScoring, Scoring, Transcription];
}
