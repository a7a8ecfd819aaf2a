namespace CallQA.App.Coaching.Fairness;

/// <summary>By what calls are put into groups whose scores are compared.</summary>
public enum FairnessGrouping
{
    /// <summary>The agent's team.</summary>
    Team,

    /// <summary>The telephone queue.</summary>
    Queue,

    /// <summary>The reason of the call as the telephone or customer system sorts it; where it says none, the agent's wrap-up code.</summary>
    Reason,

    /// <summary>The language spoken.</summary>
    Language,

    /// <summary>How the call was recorded: sampling rate and number of channels.</summary>
    Recording,
}
