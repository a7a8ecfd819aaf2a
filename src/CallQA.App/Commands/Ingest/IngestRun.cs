using CallQA.App.Buckets;
using CallQA.App.Commands.Sources;
using CallQA.App.Jobs;
using CallQA.App.Models;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Recordings;
using CallQA.Recordings.Sources;
using Spectre.Console;

namespace CallQA.App.Commands.Ingest;

/// <summary>
/// Brings file after file through every stage; a bad one is told and the others go on. Beside a running worker it only
/// takes them in: the stages are then the worker's.
/// </summary>
internal sealed class IngestRun(IReadOnlyList<string> paths, string? metadata, string? source, CallQASettings settings, OutputFormat format)
{
    private readonly List<InputException> faults = [];
    private readonly List<IngestResult> results = [];
    private SourceProfiles profiles = new([], zone: null);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var buckets = paths.Where(BucketAddress.IsMeant).Select(BucketAddress.Parse).ToList();
        var sources = new IngestSources();
        profiles = await SourceFile.FindAsync(source, settings, cancellationToken);
        if (metadata is not null) await sources.DescribeAsync(metadata, profiles, cancellationToken);
        var recordings = sources.Find(paths.Where(path => !BucketAddress.IsMeant(path)));
        using var one = DataLock.TryTake(settings);
        using var models = await LoadedModels.LoadAsync(settings.Engines, cancellationToken);
        await using var services = await CommandServices.OpenAsync(settings, models, cancellationToken);
        await Screen.ProgressAsync(async progress =>
        {
            await RunAllAsync(services, recordings, one is not null, progress, cancellationToken);
            foreach (var bucket in buckets) await RunAsync(services, bucket, one is not null, progress, cancellationToken);
            return results.Count;
        });

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
        return recordings.Count == 1 && buckets.Count == 0 && faults.Count == 1 ? (int)faults[0].Fault : ExitCode.SomeRefused;
    }

    private async Task RunAllAsync(
        IServiceProvider services, IReadOnlyList<IncomingRecording> recordings, bool finish, ProgressContext progress, CancellationToken cancellationToken)
    {
        var bars = recordings.Select(recording => progress.AddTask(Markup.Escape(Path.GetFileName(recording.Path)))).ToList();
        foreach (var (recording, bar) in recordings.Zip(bars))
        {
            try
            {
                var told = await profiles.DescribeAsync(recording.Path, recording.Path.Replace('\\', '/'), cancellationToken);
                var call = await services.GetRequiredService<CallPipeline>().TakeInAsync(
                    recording with { Metadata = recording.Metadata.CompletedBy(told.Metadata) }, cancellationToken);
                results.Add(await FinishAsync(services, recording.Path, call.Id, finish, new BarProgress(bar), cancellationToken));
            }
            catch (InputException exception)
            {
                faults.Add(exception);
                results.Add(new IngestResult(recording.Path, Problem: exception.Message));
            }

            bar.Value = bar.MaxValue;
            bar.StopTask();
        }
    }

    // How many objects will come is not known before the last one.
    private async Task RunAsync(IServiceProvider services, BucketAddress address, bool finish, ProgressContext progress, CancellationToken cancellationToken)
    {
        var bar = progress.AddTask(Markup.Escape(address.ToString())).IsIndeterminate();
        await foreach (var outcome in services.GetRequiredService<BucketIntake>().TakeInAsync(address, cancellationToken))
        {
            results.Add(outcome.CallId is { } call
                ? await FinishAsync(services, outcome.Place, call, finish, progress: null, cancellationToken)
                : new IngestResult(outcome.Place, Problem: outcome.Problem!.Message));
        }

        bar.IsIndeterminate(false).Value = bar.MaxValue;
        bar.StopTask();
    }

    private static async Task<IngestResult> FinishAsync(
        IServiceProvider services, string source, string callId, bool finish, BarProgress? progress, CancellationToken cancellationToken)
    {
        var worker = services.GetRequiredService<CallWorker>();
        while (finish && await worker.AdvanceAsync(callId, progress, cancellationToken) == StageOutcome.MovedOn)
        {
            // Each turn of the loop is one committed stage.
        }

        return IngestResult.Of(source, (await services.GetRequiredService<EfCallStore>().FindEvaluatedAsync(callId, cancellationToken))!);
    }
}
