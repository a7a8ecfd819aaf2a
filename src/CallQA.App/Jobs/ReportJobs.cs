using CallQA.App.Settings;
using CallQA.Coaching;
using Hangfire;

namespace CallQA.App.Jobs;

/// <summary>The job of reports that somebody asked for.</summary>
[WaitOutTrouble]
[ForgetSoon]
[AutomaticRetry(Attempts = 0)]
internal sealed class ReportJobs(CoachingReports reports, CallQASettings settings)
{
    public Task WriteAsync(string period, CancellationToken cancellationToken) =>
        reports.WriteAsync(ReportPeriodText.Parse(period, settings.Zone), progress: null, cancellationToken);
}
