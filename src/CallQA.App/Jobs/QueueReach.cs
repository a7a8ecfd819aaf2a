namespace CallQA.App.Jobs;

/// <summary>Who serves the queue of this process.</summary>
internal sealed class QueueReach
{
    /// <summary>Whether nobody does: it is in memory, and this process has no workers.</summary>
    public bool IsAlone { get; set; }
}
