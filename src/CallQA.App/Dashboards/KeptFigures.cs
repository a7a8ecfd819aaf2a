namespace CallQA.App.Dashboards;

/// <summary>What dashboards and comparisons count of a call.</summary>
/// <param name="Key">See <see cref="Search.Index.CallKey"/>.</param>
/// <param name="Agent">Identifier of the agent.</param>
/// <param name="Queue">Telephone queue.</param>
/// <param name="Team">Team.</param>
/// <param name="Reason">The reason of the call, else the agent's wrap-up code.</param>
/// <param name="Language">ISO 639-1 code of what is spoken first; null before transcription.</param>
/// <param name="SampleRate">Samples of a second of the recording.</param>
/// <param name="Channels">Its channels.</param>
/// <param name="Machine">The machine's result; null before scoring.</param>
/// <param name="People">The result of the review that counts; null while there is none.</param>
internal sealed record KeptFigures(long Key, string? Agent, string? Queue, string? Team, string? Reason, string? Language, int SampleRate, int Channels, KeptResult? Machine, KeptResult? People)
{
    /// <summary>The machine's score 1–5; null without one.</summary>
    public byte? Empathy { get; init; }

    /// <summary>The machine's score 1–5; null without one.</summary>
    public byte? Courtesy { get; init; }

    /// <summary>Whether the machine takes the matter for resolved; null where it does not say.</summary>
    public bool? Resolved { get; init; }
}

/// <summary>One evaluation of a call, as a dashboard counts it.</summary>
/// <param name="Overall">0–100.</param>
/// <param name="AutoFail">Whether an answer fails more than its question.</param>
/// <param name="Uncertain">Whether an answer is left to a person.</param>
/// <param name="Scorecard">The scorecard answered.</param>
/// <param name="Answers">See <see cref="Search.Index.ResultCode"/>.</param>
internal sealed record KeptResult(double Overall, bool AutoFail, bool Uncertain, string Scorecard, string Answers);
