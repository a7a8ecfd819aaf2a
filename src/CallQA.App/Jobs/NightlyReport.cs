namespace CallQA.App.Jobs;

/// <summary>What a night's run found and did, with what happened since the run before it.</summary>
/// <param name="Due">The time the run was for.</param>
/// <param name="Since">From when on the counts are.</param>
/// <param name="Until">Until when.</param>
/// <param name="Work">What the workers did in between.</param>
/// <param name="Waiting">Calls neither finished nor set aside.</param>
/// <param name="Steps">The steps of the run.</param>
internal sealed record NightlyReport(
    DateTimeOffset Due, DateTimeOffset Since, DateTimeOffset Until, WorkDone Work, int Waiting, IReadOnlyList<NightlyResult> Steps)
{
    /// <summary>How long the run itself took.</summary>
    public TimeSpan Duration => TimeSpan.FromTicks(Steps.Sum(step => step.Duration.Ticks));

    /// <summary>Whether every step was done.</summary>
    public bool Succeeded => Steps.All(step => step.Error is null);
}

/// <summary>What the workers did in a stretch of time.</summary>
/// <param name="TakenIn">Calls taken in.</param>
/// <param name="Scored">Calls scored, for the first time or again.</param>
/// <param name="SetAside">Calls set aside and still so.</param>
/// <param name="Refused">Files and rows refused.</param>
/// <param name="AudioHours">Length of the recordings transcribed.</param>
/// <param name="CoreHours">Time of all stages times the cores each used.</param>
/// <param name="RealTimeFactor">Time of transcription through length of recording; null when nothing was transcribed.</param>
internal sealed record WorkDone(
    int TakenIn, int Scored, int SetAside, int Refused, double AudioHours, double CoreHours, double? RealTimeFactor);
