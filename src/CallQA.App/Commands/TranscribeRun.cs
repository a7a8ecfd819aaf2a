using System.Security.Cryptography;
using System.Text;
using CallQA.App.Models;
using CallQA.Recordings;
using CallQA.Transcription;
using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary>Transcribes file after file; a bad one is told and the others go on.</summary>
internal sealed class TranscribeRun(
    IReadOnlyList<string> files,
    EngineSelection selection,
    IReadOnlyList<Speaker> channelMap,
    TranscriptWriter writer,
    string? output)
{
    private readonly AudioReader audio = new();
    private readonly List<string> printed = [];
    private readonly HashSet<string> written = new(StringComparer.OrdinalIgnoreCase);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var speech = await SpeechEngine.LoadAsync(selection, cancellationToken);
        var faults = await Screen.ProgressAsync(progress => RunFilesAsync(speech.Transcriber, progress, cancellationToken));
        await Console.Out.WriteAsync(Printed());
        faults.ForEach(fault => Screen.Fail(fault.Message));
        return faults.Count == 0 ? ExitCode.Done
            : files.Count == 1 ? (int)faults[0].Fault
            : ExitCode.SomeRefused;
    }

    private async Task<List<InputException>> RunFilesAsync(
        ITranscriber transcriber, ProgressContext progress, CancellationToken cancellationToken)
    {
        var faults = new List<InputException>();
        foreach (var file in files)
        {
            var bar = progress.AddTask(Markup.Escape(Path.GetFileName(file)));
            try
            {
                await RunFileAsync(transcriber, file, new BarProgress(bar), cancellationToken);
            }
            catch (InputException exception)
            {
                faults.Add(exception);
            }

            bar.StopTask();
        }

        return faults;
    }

    private async Task RunFileAsync(
        ITranscriber transcriber, string file, IProgress<double> progress, CancellationToken cancellationToken)
    {
        using var clip = await audio.ReadAsync(file, cancellationToken);
        var request = new TranscriptionRequest(
            CallId.FromFileName(file), clip, channelMap.Of(clip.Channels.Count), selection.Language);
        var transcript = await transcriber.TranscribeAsync(request, progress, cancellationToken);
        if (output is null)
        {
            printed.Add(writer.Write(transcript).TrimEnd());
            return;
        }

        Directory.CreateDirectory(output);
        await writer.WriteFileAsync(transcript, Path.Combine(output, $"{NameFor(transcript.Id, file)}.{writer.Name}"), cancellationToken);
    }

    /// <summary>The call's identifier; where another file of this run has it already, followed by digits of the path.</summary>
    private string NameFor(string id, string file) => written.Add(id)
        ? id
        : $"{id}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(file))))[..8]}";

    // Several JSON documents in one stream would be none: they become an array.
    private string Printed() => printed.Count == 0 ? ""
        : writer.Name == "json" && files.Count > 1 ? $"[{string.Join(",\n", printed)}]\n"
        : string.Join("\n\n", printed) + "\n";
}
