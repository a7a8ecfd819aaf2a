using System.CommandLine;
using CallQA.App.Identity;
using CallQA.App.Redaction;
using CallQA.App.Review.Playback;
using CallQA.App.Storage;
using CallQA.Interchange;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.App.Commands.Calls;

/// <summary><c>callqa calls export</c>: calls as files for other systems. Every export is in the audit log.</summary>
internal static class ExportCalls
{
    private const string Vcon = "vcon";

    private const string Description = """
        Write calls for other systems: vcon (draft-ietf-vcon-vcon-core: parties, recording, transcript, evaluation and metadata in one file, which
        `callqa ingest` takes in again), or the transcript alone as json, txt, vtt or srt. One file a call, CALL.FORMAT. Every export is in the audit log.

        Examples:
          callqa calls export pbx-17
          callqa calls export pbx-17 pbx-18 --format vcon --with-recording --output exports
          callqa calls export pbx-17 --format vtt
        """;

    /// <summary>The command.</summary>
    /// <param name="calls">Names the calls.</param>
    public static Command Create(Argument<string[]> calls)
    {
        var form = new Option<string>("--format") { Description = $"{Vcon}, {string.Join(", ", TranscriptWriter.Formats)}", DefaultValueFactory = _ => Vcon };
        form.AcceptOnlyFromAmong([Vcon, .. TranscriptWriter.Formats]);
        var output = new Option<string>("--output", "-o") { Description = "folder of the files [default: this one]", DefaultValueFactory = _ => "." };
        var recording = new Option<bool>("--with-recording") { Description = "put the recording into the vcon; silenced where something was taken out of the call" };
        var data = SettingsOptions.Data();
        var command = new Command("export", Description) { calls, form, output, recording, data };
        command.Validators.Add(result =>
        {
            if (result.GetValue(recording) && result.GetValue(form) is not (null or Vcon)) result.AddError("Only --format vcon holds a recording; leave --with-recording out.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await CommandServices.OpenStoreAsync(SettingsOptions.Read(parsed.GetValue(data)), cancellationToken);
            var folder = Directory.CreateDirectory(parsed.GetValue(output)!).FullName;
            var refused = 0;
            foreach (var id in parsed.GetValue(calls)!)
            {
                var path = Path.Combine(folder, $"{CallId.FromText(id)}.{parsed.GetValue(form)}");
                if (await WriteAsync(services, id, path, parsed.GetValue(form)!, parsed.GetValue(recording), cancellationToken) is { } problem)
                {
                    Screen.Fail(problem);
                    refused++;
                }
                else
                {
                    Console.Out.WriteLine(path);
                }
            }

            return refused == 0 ? ExitCode.Done : ExitCode.SomeRefused;
        });
        return command;
    }

    private static async Task<string?> WriteAsync(IServiceProvider services, string id, string path, string form, bool withRecording, CancellationToken cancellationToken)
    {
        if (await services.GetRequiredService<EfCallStore>().FindEvaluatedAsync(id, cancellationToken) is not { } call)
            return $"The call '{id}' is not in the store; check the identifier on the pages.";
        // Entered before anything leaves.
        await services.GetRequiredService<AuditTrail>().AddAsync(AuditTrail.Exported, "command line", call.Call, cancellationToken);
        if (form == Vcon)
        {
            var recording = withRecording ? await RecordingAsync(services, call.Call, cancellationToken) : null;
            await using var content = recording?.Content;
            await AtomicFile.WriteAsync(path, (target, token) => VconWriter.WriteAsync(call, recording, target, token), cancellationToken);
            return null;
        }

        if (call.Transcript is not { } transcript) return $"The call '{id}' has no transcript yet; export it when it is transcribed.";
        await TranscriptWriter.For(form).WriteFileAsync(transcript, path, cancellationToken);
        return null;
    }

    // The file as it came; where something was taken out of the call, the recording without it.
    private static async Task<VconRecording> RecordingAsync(IServiceProvider services, Call call, CancellationToken cancellationToken)
    {
        var silent = await services.GetRequiredService<CallSilences>().OfAsync(call, cancellationToken);
        return silent.Count == 0
            ? new((await services.GetRequiredService<IRecordingStore>().FindAsync(call.ContentHash, cancellationToken)).OpenRead(), call.FileName)
            : new(await services.GetRequiredService<PlaybackFolder>().OpenAsync(call, cancellationToken), Path.ChangeExtension(call.FileName, ".wav"));
    }
}
