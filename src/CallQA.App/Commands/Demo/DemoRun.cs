using System.Text.Json;
using CallQA.App.Jobs;
using CallQA.App.Models;
using CallQA.App.Scorecards;
using CallQA.App.Settings;
using CallQA.Engines.Whisper;
using CallQA.Recordings;
using CallQA.Transcription;
using Spectre.Console;

namespace CallQA.App.Commands.Demo;

/// <summary>The demonstration: every sample call through the pipeline, then files, reports and a table.</summary>
internal sealed class DemoRun(DemoOptions options)
{
    private readonly TimeProvider time = TimeProvider.System;
    private readonly List<string> refused = [];

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (options.Urls is { } wanted) PortCheck.EnsureFree(wanted);
        var list = await CallListReader.ReadAsync(Path.Combine(options.Samples, "calls.csv"), cancellationToken);
        refused.AddRange(list.Problems.Select(problem => problem.Message));
        using var models = await LoadedModels.LoadAsync(await SelectionAsync(cancellationToken), cancellationToken);
        await using var services = await CommandServices.OpenAsync(Settings(), models, cancellationToken);
        var pipeline = services.GetRequiredService<CallPipeline>();

        var results = await Screen.ProgressAsync(progress => RunCallsAsync(pipeline, list, progress, cancellationToken));
        await WriteFilesAsync(results, cancellationToken);
        var report = await DemoReports.WriteAsync(
            Path.Combine(options.Output, "reports"),
            await services.GetRequiredService<ScorecardStore>().InForceAsync(cancellationToken),
            [.. results.Select(result => result.Call)],
            cancellationToken);

        DemoTable.Print(options.Format, options.Reference || options.Model is not null, results, report);
        refused.ForEach(Screen.Fail);
        if (options.Urls is { } urls)
        {
            // As the night would have done: the page of reports is not empty.
            await services.GetRequiredService<CoachingReports>().WriteAsync(cancellationToken);
            await DemoSite.ServeAsync(Settings() with { Urls = urls }, services.GetRequiredService<CallEngines>(), cancellationToken);
        }

        return refused.Count == 0 ? ExitCode.Done : ExitCode.SomeRefused;
    }

    // Not the settings of the machine: the demonstration is the same everywhere.
    private CallQASettings Settings() => new() { DataDirectory = options.Output, Language = "en" };

    private async Task<EngineSelection> SelectionAsync(CancellationToken cancellationToken)
    {
        var folders = SettingsReader.Read().SpeechFolders.All;
        var known = await ModelManifest.ReadAsync(folders, cancellationToken);
        var shipped = known.Models.FirstOrDefault(model => model.Shipped)?.Entry.Name;
        return new EngineSelection(
            ProductFolders.Models,
            options.Model ?? shipped,
            options.Reference ? Path.Combine(options.Samples, "calls") : null)
        {
            SpeechFolders = folders,
        };
    }

    private async Task<IReadOnlyList<DemoResult>> RunCallsAsync(
        CallPipeline pipeline, CallList list, ProgressContext progress, CancellationToken cancellationToken)
    {
        var rows = list.Rows.Select(row => (Row: row, Bar: progress.AddTask(Markup.Escape(row.Metadata.CallId ?? row.RecordingFile)))).ToList();
        var results = new List<DemoResult>();
        foreach (var (row, bar) in rows)
        {
            if (await RunCallAsync(pipeline, row, new BarProgress(bar), cancellationToken) is { } result)
            {
                results.Add(result);
            }

            bar.Value = bar.MaxValue;
            bar.StopTask();
        }

        return results;
    }

    // One bad recording is told and set aside; the other calls go on.
    private async Task<DemoResult?> RunCallAsync(
        CallPipeline pipeline, CallListRow row, BarProgress progress, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            var incoming = new IncomingRecording(row.RecordingPath, row.Metadata);
            var call = await pipeline.RunAsync(incoming, progress, cancellationToken);
            return new DemoResult(call, time.GetElapsedTime(started), !progress.WasTold);
        }
        catch (InputException exception)
        {
            refused.Add(exception.Message);
            return null;
        }
    }

    private async Task WriteFilesAsync(IReadOnlyList<DemoResult> results, CancellationToken cancellationToken)
    {
        var transcripts = Directory.CreateDirectory(Path.Combine(options.Output, "transcripts"));
        var writer = TranscriptWriter.For("json");
        foreach (var result in results)
        {
            var path = Path.Combine(transcripts.FullName, result.Call.Call.Id + ".json");
            await writer.WriteFileAsync(result.Call.Transcript!, path, cancellationToken);
        }

        var entries = results.Select(result => EvaluationEntry.Of(result.Call)).ToList();
        var json = JsonSerializer.SerializeToUtf8Bytes(entries, CallQAJson.Indented);
        await AtomicFile.WriteAsync(Path.Combine(options.Output, "evaluations.json"), json, cancellationToken);
    }
}
