using System.Collections.Concurrent;
using CallQA.App.Buckets;
using CallQA.App.Commands.Sources;
using CallQA.App.Interchange;
using CallQA.App.Jobs;
using CallQA.App.Models;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Recordings;
using CallQA.Recordings.Parties;
using CallQA.Recordings.Sources;
using Spectre.Console;

namespace CallQA.App.Commands.Ingest;

/// <summary>
/// Brings file after file through every stage; a bad one is told and the others go on. Beside a running worker it only
/// takes them in: the stages are then the worker's.
/// </summary>
internal sealed class IngestRun(
    IReadOnlyList<string> paths, string? metadata, string? source, RawFormat? raw, CallQASettings settings, OutputFormat format)
{
    private readonly IngestOutput output = new(format, Console.Out);
    private readonly IReadOnlyList<string> files = [.. paths.Where(path => !BucketAddress.IsMeant(path))];
    private readonly HashSet<string> joined = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> notes = new(StringComparer.Ordinal);
    private InputFault? first;
    private bool failed;
    private SourceProfiles profiles = new([], zone: null);
    private PartyFolders? folders;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var buckets = paths.Where(BucketAddress.IsMeant).Select(BucketAddress.Parse).ToList();
        var sources = new IngestSources();
        profiles = await SourceFile.FindAsync(source, settings, cancellationToken);
        folders = new(profiles, RecordingNames.IsRecording, TimeProvider.System);
        if (metadata is not null) await sources.DescribeAsync(metadata, profiles, cancellationToken);
        var count = sources.Count(files);
        using var one = DataLock.TryTake(settings);
        using var models = await LoadedModels.LoadAsync(settings.Engines, cancellationToken);
        await using var services = await CommandServices.OpenAsync(settings, models, cancellationToken);
        services.GetRequiredService<TakeOverNotes>().Told += (call, sentence) => Note(call, [sentence]);
        services.GetRequiredService<CallDescriptions>().Told += (call, sentence) => Note(call, [sentence]);
        try
        {
            await Screen.ProgressAsync(async progress =>
            {
                if (count > 0) await RunFilesAsync(services, sources.Find(files), count, one is not null, progress, cancellationToken);
                foreach (var bucket in buckets) await RunBucketAsync(services, bucket, one is not null, progress, cancellationToken);
                return output.Count;
            }, isLive: format == OutputFormat.Table || Console.IsOutputRedirected);
        }
        finally
        {
            output.End();
        }

        if (one is null)
        {
            Screen.Errors.MarkupLineInterpolated(
                $"[yellow]Another worker is at work on {settings.DataDirectory}: the recordings are only taken in, and the running worker finishes them.[/]");
        }

        sources.Notes.ForEach(note => Screen.Errors.MarkupLineInterpolated($"[yellow]{note}[/]"));
        sources.Problems.ForEach(Screen.Fail);
        if (output.Problems == 0 && sources.Problems.Count == 0) return ExitCode.Done;
        if (failed) return ExitCode.Unexpected;
        return count == 1 && buckets.Count == 0 && first is { } fault ? (int)fault : ExitCode.SomeRefused;
    }

    // One bar for all and one for the recording at hand: a bar each would be too many.
    private async Task RunFilesAsync(
        IServiceProvider services, IEnumerable<IncomingRecording> recordings, int count, bool finish, ProgressContext progress, CancellationToken cancellationToken)
    {
        var all = progress.AddTask(Counted.Of(count, "recording"), maxValue: count);
        var bar = progress.AddTask("recording");
        foreach (var recording in recordings)
        {
            bar.Description = Markup.Escape(Path.GetFileName(recording.Path));
            bar.Value = 0;
            if (await RunFileAsync(services, recording, finish, new BarProgress(bar), cancellationToken) is { } result) output.Add(result);
            all.Increment(1);
        }

        bar.Value = bar.MaxValue;
        bar.StopTask();
        all.Value = all.MaxValue;
        all.StopTask();
    }

    private async Task<IngestResult?> RunFileAsync(
        IServiceProvider services, IncomingRecording recording, bool finish, BarProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            // The first of its files brings the whole call.
            if (joined.Contains(Path.GetFullPath(recording.Path))) return null;
            if (await PartySet.FindAsync(recording.Path, recording.Path.Replace('\\', '/'), folders!, cancellationToken) is { } set) return await RunPartsAsync(services, recording, set, finish, progress, cancellationToken);
            var told = await profiles.DescribeAsync(recording.Path, recording.Path.Replace('\\', '/'), cancellationToken);
            var call = await services.GetRequiredService<CallPipeline>().TakeInAsync(
                recording with { Metadata = recording.Metadata.CompletedBy(told.Metadata), Raw = raw ?? told.Raw }, cancellationToken);
            Note(call.Id, told.Problems.Append(CallDescriptions.ConflictOf(recording.Path, call, recording.Metadata)));
            return await FinishAsync(services, recording.Path, call.Id, finish, progress, cancellationToken);
        }
        catch (InputException exception)
        {
            first ??= exception.Fault;
            return new IngestResult(recording.Path, Problem: exception.Message);
        }
        catch (Exception exception) when (IntakeFailures.IsDefect(exception))
        {
            failed = true;
            Log.IntakeAttemptFailed(services.GetRequiredService<ILogger<IngestRun>>(), 1, FailureTrace.Of(exception));
            return new IngestResult(recording.Path, Problem: LeftForLater.Sentence(exception));
        }
    }

    private void Note(string call, IEnumerable<string?> sentences)
    {
        foreach (var sentence in sentences.OfType<string>()) notes.AddOrUpdate(call, sentence, (_, before) => $"{before} {sentence}");
    }

    private async Task<IngestResult> RunPartsAsync(
        IServiceProvider services, IncomingRecording recording, PartySet found, bool finish, BarProgress progress, CancellationToken cancellationToken)
    {
        var set = found with { Raw = raw ?? found.Raw };
        joined.UnionWith(set.Files.Select(file => file.Path));
        var pipeline = services.GetRequiredService<CallPipeline>();
        var isNewAndAlone = !set.IsComplete && !await pipeline.KnowsAsync(set, cancellationToken);
        if (isNewAndAlone && !await services.GetRequiredService<PartyGate>().IsDueAsync(set, cancellationToken))
            throw new InputException(InputFault.Metadata, PartyGate.Waiting(set));

        var call = await pipeline.TakeInAsync(set, (recording.Metadata with { ChannelMap = null }).CompletedBy(set.Metadata), cancellationToken);
        Note(call.Id, set.Problems.Append(CallDescriptions.ConflictOf(recording.Path, call, recording.Metadata with { ChannelMap = null })));
        if (isNewAndAlone) Screen.Errors.MarkupLineInterpolated($"[yellow]{PartyGate.Incomplete(set)}[/]");
        return await FinishAsync(services, recording.Path, call.Id, finish, progress, cancellationToken);
    }

    // How many objects will come is not known before the last one.
    private async Task RunBucketAsync(IServiceProvider services, BucketAddress address, bool finish, ProgressContext progress, CancellationToken cancellationToken)
    {
        var bar = progress.AddTask(Markup.Escape(address.ToString())).IsIndeterminate();
        await foreach (var outcome in services.GetRequiredService<BucketIntake>().TakeInAsync(address, cancellationToken))
        {
            if (outcome.CallId is { } taken) Note(taken, outcome.Notes);
            output.Add(outcome.CallId is { } call
                ? await FinishAsync(services, outcome.Place, call, finish, progress: null, cancellationToken)
                : new IngestResult(outcome.Place, Problem: outcome.Problem!.Message));
        }

        bar.IsIndeterminate(false).Value = bar.MaxValue;
        bar.StopTask();
    }

    private async Task<IngestResult> FinishAsync(
        IServiceProvider services, string source, string callId, bool finish, BarProgress? progress, CancellationToken cancellationToken)
    {
        var worker = services.GetRequiredService<CallWorker>();
        while (finish && await worker.AdvanceAsync(callId, progress, cancellationToken) == StageOutcome.MovedOn)
        {
            // Each turn of the loop is one committed stage.
        }

        notes.TryRemove(callId, out var note);
        return IngestResult.Of(source, (await services.GetRequiredService<EfCallStore>().FindEvaluatedAsync(callId, cancellationToken))!) with { Note = note };
    }
}
