using System.Globalization;
using Spectre.Console;

namespace CallQA.App.Commands.Transcribe;

/// <summary>Moves a progress bar by the share done, with the speed in times real time and the time that is left.</summary>
internal sealed class SpeechBar(ProgressTask bar, string name, TimeSpan duration, TimeProvider time) : IProgress<double>
{
    private readonly Pace pace = new(time);

    public void Report(double value)
    {
        bar.Value = value * bar.MaxValue;
        var seconds = value * duration.TotalSeconds;
        bar.Description = Markup.Escape(Text(name, pace.PerSecond(seconds), pace.Remaining(seconds, duration.TotalSeconds), done: value >= 1));
    }

    /// <summary>For example <c>call.wav 9.6× real time, 00:12 left</c>.</summary>
    public static string Text(string name, double timesRealTime, TimeSpan? remaining, bool done) => string.Create(
        CultureInfo.InvariantCulture, $"{name} {timesRealTime:0.0}× real time{(done ? "" : $", {Pace.Text(remaining)} left")}");
}
