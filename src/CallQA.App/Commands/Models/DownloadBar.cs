using System.Globalization;
using CallQA.Engines.Whisper.Downloads;
using Spectre.Console;

namespace CallQA.App.Commands.Models;

/// <summary>Moves a progress bar by the bytes that have come, with speed and remaining time.</summary>
internal sealed class DownloadBar(ProgressTask bar, string name, TimeProvider time) : IProgress<DownloadProgress>
{
    private Pace? pace;

    public void Report(DownloadProgress value)
    {
        if (value.Total is not { } total)
        {
            bar.IsIndeterminate = true;
            bar.Description = Markup.Escape($"{name} {DataSize.Of(value.Done)}");
            return;
        }

        // What an earlier attempt left did not come now: the pace is counted from there.
        pace ??= new Pace(time, value.Done);
        bar.MaxValue = total;
        bar.Value = value.Done;
        bar.Description = Markup.Escape(value.Checking
            ? $"{name} checking"
            : string.Create(CultureInfo.InvariantCulture, $"{name} {DataSize.Of(value.Done)}, {DataSize.Of(pace.PerSecond(value.Done))}/s, {Pace.Text(pace.Remaining(value.Done, total))} left"));
    }
}
