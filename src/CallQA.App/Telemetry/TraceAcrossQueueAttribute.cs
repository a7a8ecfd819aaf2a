using System.Diagnostics;
using Hangfire.Client;
using Hangfire.Common;
using Hangfire.Server;

namespace CallQA.App.Telemetry;

/// <summary>A job belongs to the trace of the one that enqueued it: all stages of a call are one trace, over all machines.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TraceAcrossQueueAttribute : JobFilterAttribute, IClientFilter, IServerFilter
{
    private const string Parent = "traceparent";
    private const string Begun = "CallQA.Activity";

    public void OnCreating(CreatingContext context)
    {
        if (Activity.Current?.Id is { } id) context.SetJobParameter(Parent, id);
    }

    public void OnCreated(CreatedContext context)
    {
        // The trace went with the job.
    }

    public void OnPerforming(PerformingContext context) => context.Items[Begun] = StageSpan.BeginJob(
        $"job {context.BackgroundJob.Job.Method.Name}", context.GetJobParameter<string?>(Parent));

    public void OnPerformed(PerformedContext context)
    {
        if (context.Items.TryGetValue(Begun, out var begun)) (begun as Activity)?.Dispose();
    }
}
