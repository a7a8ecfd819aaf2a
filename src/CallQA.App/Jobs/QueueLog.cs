using Hangfire.Logging;

namespace CallQA.App.Jobs;

/// <summary>Hangfire keeps one way to its log for the whole process: that of a host which has ended must not stay, or the next queue fails on it.</summary>
internal sealed class QueueLog : IDisposable
{
    public void Dispose() => LogProvider.SetCurrentLogProvider(null);
}
