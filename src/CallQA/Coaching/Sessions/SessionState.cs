namespace CallQA.Coaching.Sessions;

/// <summary>In what state a coaching session is.</summary>
public enum SessionState
{
    /// <summary>It has a day and has not taken place.</summary>
    Planned,

    /// <summary>It took place; the agent has not said anything to it yet.</summary>
    Held,

    /// <summary>The agent has acknowledged it.</summary>
    Acknowledged,

    /// <summary>Nothing is left to do.</summary>
    Closed,

    /// <summary>It will not take place.</summary>
    Cancelled,
}

/// <summary>Which state may follow which.</summary>
public static class SessionStates
{
    /// <summary>Whether a session may go from one state to another.</summary>
    /// <param name="from">Where it is.</param>
    /// <param name="to">Where it is to go.</param>
    public static bool MayBecome(this SessionState from, SessionState to) => (from, to) is
        (SessionState.Planned, SessionState.Held or SessionState.Cancelled)
        or (SessionState.Held, SessionState.Acknowledged or SessionState.Closed)
        or (SessionState.Acknowledged, SessionState.Closed);

    /// <summary>Whether something is left to do.</summary>
    /// <param name="state">The state.</param>
    public static bool IsOpen(this SessionState state) => state is not (SessionState.Closed or SessionState.Cancelled);
}
