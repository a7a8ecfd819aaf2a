namespace CallQA.Coaching;

/// <summary>Whom a report is about.</summary>
public enum ReportScope
{
    /// <summary>One agent.</summary>
    Agent,

    /// <summary>One team.</summary>
    Team,

    /// <summary>All agents.</summary>
    Everyone,
}

/// <summary>Whom a report is about.</summary>
/// <param name="Scope">One agent, one team or all.</param>
/// <param name="Id">The agent's identifier or the team's name; null for everyone.</param>
/// <param name="Name">The name to show; null where only the identifier is known.</param>
public sealed record ReportSubject(ReportScope Scope, string? Id, string? Name)
{
    /// <summary>All agents.</summary>
    public static ReportSubject Everyone { get; } = new(ReportScope.Everyone, null, null);

    /// <summary>One agent.</summary>
    /// <param name="id">Identifier as in the calls' metadata.</param>
    /// <param name="name">The name to show.</param>
    public static ReportSubject Agent(string id, string? name = null) => new(ReportScope.Agent, id, name);

    /// <summary>One team.</summary>
    /// <param name="name">Name as in the calls' metadata.</param>
    public static ReportSubject Team(string name) => new(ReportScope.Team, name, name);

    /// <summary>Whether a call is the subject's.</summary>
    /// <param name="call">Any call.</param>
    public bool Owns(CallRow call) => Scope switch
    {
        ReportScope.Agent => call.AgentId == Id,
        ReportScope.Team => call.Team == Id,
        _ => true,
    };
}
