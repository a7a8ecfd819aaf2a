namespace CallQA.Coaching.Examples;

/// <summary>How the customer sounded just before a moment.</summary>
public enum CustomerSituation
{
    /// <summary>Neither upset nor pleased.</summary>
    Calm,

    /// <summary>Angry, frustrated, worried or sad.</summary>
    Upset,

    /// <summary>Satisfied or grateful.</summary>
    Pleased,
}

/// <summary>What somebody says of the machine's finding.</summary>
public enum Judgement
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is right.</summary>
    Confirmed,

    /// <summary>It is wrong.</summary>
    Rejected,
}

/// <summary>The call that a moment is of.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="AgentId">Its agent; null where unknown.</param>
/// <param name="Language">ISO 639-1.</param>
/// <param name="Queue">Its telephone queue; null where unknown.</param>
public sealed record MomentCall(string Id, string? AgentId, string Language, string? Queue = null);

/// <summary>A passage of a call that shows how something was handled.</summary>
/// <param name="Call">The call.</param>
/// <param name="Source">What it was found by: <c>question:greeting</c>, <c>measure:empathy</c>, <c>mood</c>.</param>
/// <param name="FirstTurn">Index of its first turn, from 0.</param>
/// <param name="LastTurn">Index of its last turn.</param>
/// <param name="Contribution">How well it was handled: 1 as well as can be, −1 as badly, never 0.</param>
/// <param name="Situation">How the customer sounded before.</param>
public sealed record ExampleMoment(MomentCall Call, string Source, int FirstTurn, int LastTurn, double Contribution, CustomerSituation Situation)
{
    /// <summary>Where it begins in the recording; null until the transcript says so.</summary>
    public TimeSpan? Start { get; init; }

    /// <summary>Where it ends in the recording; null until the transcript says so.</summary>
    public TimeSpan? End { get; init; }

    /// <summary>How well it can be heard, 0–1: see <see cref="Hearing"/>.</summary>
    public double Quality { get; init; } = 1;

    /// <summary>Whether the review that counts gives the same answer as the machine.</summary>
    public Judgement Reviewer { get; init; }

    /// <summary>What most trainers say of it.</summary>
    public Judgement Trainers { get; init; }

    /// <summary>What whoever reads it says of it.</summary>
    public Judgement Own { get; init; }

    /// <summary>Whether it is one to learn from by doing likewise.</summary>
    public bool Good => Contribution > 0;
}
