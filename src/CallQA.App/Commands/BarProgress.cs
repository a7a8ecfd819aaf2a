using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary>Moves a progress bar by the share done.</summary>
internal sealed class BarProgress(ProgressTask bar) : IProgress<double>
{
    /// <summary>False while nothing had to be done.</summary>
    public bool WasTold { get; private set; }

    public void Report(double value)
    {
        WasTold = true;
        bar.Value = value * bar.MaxValue;
    }
}
