using System.Security.Cryptography;
using System.Text;
using CallQA.App.Models;
using CallQA.Recordings;
using CallQA.Transcription;
using Spectre.Console;

namespace CallQA.App.Commands.Transcribe;

/// <summary>Transcribes file after file; a bad one is told and the others go on.</summary>
internal sealed class TranscribeRun(TranscribeOptions options)
{
    private readonly AudioReader audio = new(new AudioReaderOptions { Raw = options.Raw });
    private readonly List<string> printed = [];
    private readonly HashSet<string> written = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<InputException> faults = [];
    private int done;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var speech = await SpeechEngine.LoadAsync(options.Engines, cancellationToken);
        return await RunAsync(speech.Transcriber, Console.Out, cancellationToken);
    }

    /// <summary>The same with an engine that is loaded.</summary>
    /// <param name="transcriber">The engine.</param>
    /// <param name="output">Where transcripts are printed that no folder was named for.</param>
    /// <param name="cancellationToken">Ends the run; what is finished is printed.</param>
    public async Task<int> RunAsync(ITranscriber transcriber, TextWriter output, CancellationToken cancellationToken)
    {
        try
        {
            await Screen.ProgressAsync(progress => RunFilesAsync(transcriber, progress, cancellationToken), tellsRest: true);
        }
        catch (OperationCanceledException)
        {
            Screen.Errors.MarkupLineInterpolated($"[yellow]Stopped after {done} of {options.Files.Count} files, whose transcripts are there; name only the others the next time.[/]");
            return ExitCode.Cancelled;
        }
        finally
        {
            // Also after an error: hours may have gone into what is finished.
            await output.WriteAsync(Printed());
        }

        faults.ForEach(fault => Screen.Fail(fault.Message));
        return faults.Count == 0 ? ExitCode.Done
            : options.Files.Count == 1 ? (int)faults[0].Fault
            : ExitCode.SomeRefused;
    }

    private async Task<int> RunFilesAsync(ITranscriber transcriber, ProgressContext progress, CancellationToken cancellationToken)
    {
        foreach (var file in options.Files)
        {
            var bar = progress.AddTask(Markup.Escape(Shown(file)));
            try
            {
                await RunFileAsync(transcriber, file, bar, cancellationToken);
                done++;
            }
            catch (InputException exception)
            {
                faults.Add(exception);
            }

            bar.StopTask();
        }

        return done;
    }

    private async Task RunFileAsync(ITranscriber transcriber, string file, ProgressTask bar, CancellationToken cancellationToken)
    {
        using var clip = await audio.ReadAsync(file, cancellationToken);
        var request = new TranscriptionRequest(
            CallId.FromFileName(file), clip, options.Channels.Of(clip.Channels.Count), options.Engines.Language);
        var progress = new SpeechBar(bar, Shown(file), clip.Duration, TimeProvider.System);
        var transcript = await transcriber.TranscribeAsync(request, progress, cancellationToken);
        if (!options.WordTimes)
            transcript = transcript with { Turns = [.. transcript.Turns.Select(turn => turn with { Words = null })] };
        if (options.Output is not { } output)
        {
            printed.Add(options.Writer.Write(transcript).TrimEnd());
            return;
        }

        Directory.CreateDirectory(output);
        await options.Writer.WriteFileAsync(transcript, Path.Combine(output, $"{NameFor(transcript.Id, file)}.{options.Writer.Name}"), cancellationToken);
    }

    // A path that ends in a separator has no file name, and a bar without a name is refused.
    private static string Shown(string file) => Path.GetFileName(file) is { Length: > 0 } name ? name : file.Length > 0 ? file : "''";

    /// <summary>The call's identifier; where another file of this run has it already, followed by digits of the path.</summary>
    private string NameFor(string id, string file) => written.Add(id)
        ? id
        : $"{id}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(file))))[..8]}";

    // Several JSON documents in one stream would be none: they become an array.
    private string Printed() => printed.Count == 0 ? ""
        : options.Writer.Name == "json" && options.Files.Count > 1 ? $"[{string.Join(",\n", printed)}]\n"
        : string.Join("\n\n", printed) + "\n";
}
