namespace CallQA.App.Coaching.Fairness;

/// <summary>By what calls are put into groups whose scores are compared.</summary>
public enum FairnessGrouping
{
    /// <summary>The agent's team.</summary>
    Team,

    /// <summary>The telephone queue, which stands for the reason of the call.</summary>
    Queue,

    /// <summary>The language spoken.</summary>
    Language,

    /// <summary>How the call was recorded: sampling rate and number of channels.</summary>
    Recording,
}
