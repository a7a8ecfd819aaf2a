using CallQA.App.Jobs;
using CallQA.App.Models;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Recordings;
using Spectre.Console;

namespace CallQA.App.Commands.Ingest;

/// <summary>
/// Brings file after file through every stage; a bad one is told and the others go on. Beside a running worker it only
/// takes them in: the stages are then the worker's.
/// </summary>
internal sealed class IngestRun(IReadOnlyList<string> paths, string? metadata, CallQASettings settings, OutputFormat format)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var sources = new IngestSources();
        if (metadata is not null) await sources.DescribeAsync(metadata, settings.Zone, cancellationToken);
        var recordings = sources.Find(paths);
        using var one = DataLock.TryTake(settings);
        using var models = await LoadedModels.LoadAsync(settings.Engines, cancellationToken);
        await using var services = await CommandServices.OpenAsync(settings, models, cancellationToken);
        var faults = new List<InputException>();
        var results = await Screen.ProgressAsync(progress => RunAllAsync(services, recordings, one is not null, progress, faults, cancellationToken));

        IngestTable.Print(format, results);
        if (one is null)
        {
            Screen.Errors.MarkupLineInterpolated(
                $"[yellow]Another worker is at work on {settings.DataDirectory}: the recordings are only taken in, and the running worker finishes them.[/]");
        }

        sources.Problems.ForEach(Screen.Fail);
        foreach (var result in results)
            if (result.Problem is { } problem) Screen.Fail(problem);
        if (results.All(result => result.Problem is null) && sources.Problems.Count == 0) return ExitCode.Done;
        return recordings.Count == 1 && faults.Count == 1 ? (int)faults[0].Fault : ExitCode.SomeRefused;
    }

    private static async Task<IReadOnlyList<IngestResult>> RunAllAsync(
        IServiceProvider services,
        IReadOnlyList<IncomingRecording> recordings,
        bool finish,
        ProgressContext progress,
        List<InputException> faults,
        CancellationToken cancellationToken)
    {
        var bars = recordings.Select(recording => progress.AddTask(Markup.Escape(Path.GetFileName(recording.Path)))).ToList();
        var results = new List<IngestResult>();
        foreach (var (recording, bar) in recordings.Zip(bars))
        {
            try
            {
                results.Add(await RunOneAsync(services, recording, finish, new BarProgress(bar), cancellationToken));
            }
            catch (InputException exception)
            {
                faults.Add(exception);
                results.Add(new IngestResult(recording.Path, Problem: exception.Message));
            }

            bar.Value = bar.MaxValue;
            bar.StopTask();
        }

        return results;
    }

    private static async Task<IngestResult> RunOneAsync(
        IServiceProvider services, IncomingRecording recording, bool finish, BarProgress progress, CancellationToken cancellationToken)
    {
        var call = await services.GetRequiredService<CallPipeline>().TakeInAsync(recording, cancellationToken);
        var worker = services.GetRequiredService<CallWorker>();
        while (finish && await worker.AdvanceAsync(call.Id, progress, cancellationToken) == StageOutcome.MovedOn)
        {
            // Each turn of the loop is one committed stage.
        }

        return IngestResult.Of(recording.Path, (await services.GetRequiredService<EfCallStore>().FindEvaluatedAsync(call.Id, cancellationToken))!);
    }
}
