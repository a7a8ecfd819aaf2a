using System.Globalization;
using CallQA.App.Learning;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Recordings;

namespace CallQA.App.Jobs;

/// <summary>How things stand.</summary>
/// <param name="At">When.</param>
/// <param name="Calls">Calls by state: the stages in lower case, and <c>set aside</c>.</param>
/// <param name="SetAside">Calls set aside, by reason.</param>
/// <param name="RefusedFiles">Files and rows of lists refused.</param>
/// <param name="AtWork">Calls being worked on.</param>
/// <param name="OldestWaiting">How long the longest waiting call has waited; null when none waits.</param>
/// <param name="Stages">What the last 24 hours took.</param>
/// <param name="LastNight">When the last night's run ended that has; null when none has.</param>
internal sealed record SystemStatus(
    DateTimeOffset At,
    IReadOnlyDictionary<string, int> Calls,
    IReadOnlyDictionary<string, int> SetAside,
    int RefusedFiles,
    int AtWork,
    TimeSpan? OldestWaiting,
    IReadOnlyList<StagePace> Stages,
    DateTimeOffset? LastNight)
{
    /// <summary>What has drifted, see <see cref="DriftReport.Alarms"/>; empty when nothing has, or nothing is watched.</summary>
    public IReadOnlyList<string> DriftAlarms { get; init; } = [];
}

/// <summary>How fast a stage goes.</summary>
/// <param name="Stage">The stage reached.</param>
/// <param name="Calls">How many calls reached it.</param>
/// <param name="Mean">Mean time for one.</param>
/// <param name="RealTimeFactor">Time through length of recording.</param>
internal sealed record StagePace(string Stage, int Calls, TimeSpan Mean, double? RealTimeFactor);

/// <summary>Asks the store how things stand.</summary>
internal sealed class StatusReader(WorkStatistics statistics, QuarantineStore files, NightlyLedger nights, CallQASettings settings, TimeProvider clock)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public async Task<SystemStatus> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var states = await statistics.StatesAsync(cancellationToken);
        var stages = await statistics.StagesAsync(now - Day, now.AddSeconds(1), cancellationToken);
        var oldest = await statistics.OldestWaitingAsync(cancellationToken);
        return new(
            now,
            Calls(states),
            states.Where(state => state.Cause is not null).GroupBy(state => Name(state.Cause!.Value))
                .ToDictionary(group => group.Key, group => group.Sum(state => state.Calls)),
            await files.CountAsync(cancellationToken),
            await statistics.AtWorkAsync(now, cancellationToken),
            oldest is { } since ? now - new DateTimeOffset(since) : null,
            [.. stages.OrderBy(stage => stage.Stage).Select(Pace)],
            await nights.LastEndedAsync(cancellationToken))
        {
            DriftAlarms = (await DriftMonitor.LastAsync(settings, cancellationToken))?.Alarms ?? [],
        };
    }

    private static Dictionary<string, int> Calls(List<StateCount> states)
    {
        var calls = Enum.GetValues<CallStage>().ToDictionary(
            Name, stage => states.Where(state => state.Stage == stage && state.Cause is null).Sum(state => state.Calls));
        calls["setAside"] = states.Where(state => state.Cause is not null).Sum(state => state.Calls);
        return calls;
    }

    private static StagePace Pace(StageTime stage) => new(
        Name(stage.Stage), stage.Runs, stage.Elapsed / stage.Runs, stage is { Stage: CallStage.Transcribed, Audio.Ticks: > 0 } ? stage.Elapsed / stage.Audio : null);

    private static string Name<T>(T value)
        where T : struct, Enum
    {
        var text = value.ToString();
        return char.ToLower(text[0], CultureInfo.InvariantCulture) + text[1..];
    }
}
