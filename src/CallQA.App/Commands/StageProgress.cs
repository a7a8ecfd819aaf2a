using CallQA.Engines.Scoring.Training;
using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary>Shows the stages of a training on a progress bar.</summary>
internal sealed class StageProgress(ProgressTask bar) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        bar.Description = Markup.Escape(value.Stage);
        bar.Value = value.Share * bar.MaxValue;
    }
}
