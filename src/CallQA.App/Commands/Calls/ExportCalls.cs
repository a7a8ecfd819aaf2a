using System.CommandLine;
using CallQA.App.Identity;
using CallQA.App.Interchange;
using CallQA.App.Redaction;
using CallQA.App.Review.Playback;
using CallQA.App.Scorecards;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Interchange;
using CallQA.Recordings;
using CallQA.Transcription;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Commands.Calls;

/// <summary><c>callqa calls export</c>: calls as files for other systems. Every export is in the audit log.</summary>
internal static class ExportCalls
{
    private const string Vcon = "vcon";

    // Forms of others that are JSON, as the ends of the files' names say.
    private static readonly Dictionary<string, Func<EvaluatedCall, string>> Json = new(StringComparer.Ordinal)
    {
        [ContactLensWriter.Name] = ContactLensWriter.Write,
        [WtfTranscript.Name] = WtfTranscript.Write,
    };

    private const string Description = """
        Write calls for other systems: vcon (draft-ietf-vcon-vcon-core: parties, recording, transcript, evaluation and metadata in one file, which
        `callqa ingest` takes in again; with --sign as a JSON Web Signature), contact-lens (JSON as Amazon Connect writes it: turns, sentiment, talk time,
        interruptions), or the transcript alone as wtf (World Transcription Format, draft-howe-vcon-wtf-extension), json, txt, vtt or srt. One file a call,
        CALL.FORMAT, of contact-lens and wtf with .json behind it. Every export is in the audit log.

        Examples:
          callqa calls export pbx-17
          callqa calls export pbx-17 pbx-18 --format vcon --with-recording --output exports
          callqa calls export pbx-17 --with-recording-address --sign
          callqa calls export pbx-17 --format vtt
        """;

    /// <summary>The command.</summary>
    /// <param name="calls">Names the calls.</param>
    public static Command Create(Argument<string[]> calls)
    {
        string[] forms = [Vcon, .. Json.Keys, .. TranscriptWriter.Formats];
        var form = new Option<string>("--format") { Description = string.Join(", ", forms), DefaultValueFactory = _ => Vcon };
        form.AcceptOnlyFromAmong(forms);
        var output = new Option<string>("--output", "-o") { Description = "folder of the files [default: this one]", DefaultValueFactory = _ => "." };
        var recording = new Option<bool>("--with-recording") { Description = "put the recording into the vcon; silenced where something was taken out of the call" };
        var address = new Option<bool>("--with-recording-address") { Description = "name in the vcon where the recording can be fetched (CallQA:Vcon:RecordingAddress), with its digest" };
        var sign = new Option<bool>("--sign") { Description = "sign the vcon with the certificate of the settings (CallQA:Vcon:SigningCertificateFile)" };
        var data = SettingsOptions.Data();
        var command = new Command("export", Description) { calls, form, output, recording, address, sign, data };
        command.Validators.Add(result =>
        {
            if (result.GetValue(form) is not (null or Vcon) && new[] { recording, address, sign }.FirstOrDefault(result.GetValue) is { } option)
                result.AddError($"Only --format vcon knows {option.Name}; leave it out.");
            if (result.GetValue(recording) && result.GetValue(address)) result.AddError("A vcon holds its recording or names its address; leave --with-recording or --with-recording-address out.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = SettingsOptions.Read(parsed.GetValue(data));
            using var signer = parsed.GetValue(sign) ? settings.Vcon.ReadSigner() ?? throw Unset("SigningCertificateFile", "--sign") : null;
            if (parsed.GetValue(address) && settings.Vcon.RecordingAddress is null) throw Unset("RecordingAddress", address.Name);
            var options = new ExportOptions(parsed.GetValue(form)!, parsed.GetValue(recording), parsed.GetValue(address), signer);
            await using var services = await CommandServices.OpenExistingStoreAsync(settings, cancellationToken);
            var folder = Directory.CreateDirectory(parsed.GetValue(output)!).FullName;
            var refused = 0;
            foreach (var id in parsed.GetValue(calls)!)
            {
                var path = Path.Combine(folder, $"{CallId.FromText(id)}.{options.Form}{(Json.ContainsKey(options.Form) ? ".json" : "")}");
                if (await WriteAsync(services, id, path, options, cancellationToken) is { } problem)
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

    private static InputException Unset(string setting, string option) => new(
        InputFault.Settings, $"The setting CallQA:Vcon:{setting} is empty; write it, or leave {option} out.");

    private static async Task<string?> WriteAsync(IServiceProvider services, string id, string path, ExportOptions options, CancellationToken cancellationToken)
    {
        if (await services.GetRequiredService<EfCallStore>().FindEvaluatedAsync(id, cancellationToken) is not { } call)
            return $"The call '{id}' is not in the store; check the identifier on the pages.";
        if (options.TellsRecording && await ObjectionAsync(services, call.Call, options, cancellationToken) is { } objection) return objection;
        // Entered before anything leaves.
        await services.GetRequiredService<AuditTrail>().AddAsync(AuditTrail.Exported, "command line", call.Call, cancellationToken);
        if (options.Form == Vcon)
        {
            var recording = options.TellsRecording ? await RecordingAsync(services, call.Call, cancellationToken) : null;
            await using var content = recording?.Content;
            var address = options.WithAddress ? services.GetRequiredService<CallQASettings>().Vcon.AddressOf(StoredName.Of(call.Call.ContentHash, call.Call.FileName)) : null;
            var scorecard = call.Evaluation is { } evaluation
                ? await ScorecardStore.SourceAsync(new UnitOfWork(services.GetRequiredService<IDbContextFactory<CallQADbContext>>()), evaluation.Scorecard, cancellationToken)
                : null;
            var reviews = await services.GetRequiredService<TakenOverReviews>().DocumentsAsync(call.Call.Id, cancellationToken);
            await AtomicFile.WriteAsync(
                path, (target, token) => WriteVconAsync((content, end) => VconWriter.WriteAsync(call, recording, content, end, address, scorecard, reviews), call.Call, options.Signer, target, token), cancellationToken);
            return null;
        }

        if (call.Transcript is not { } transcript) return $"The call '{id}' has no transcript yet; export it when it is transcribed.";
        if (Json.TryGetValue(options.Form, out var write))
        {
            await AtomicFile.WriteTextAsync(path, write(call), cancellationToken);
            return null;
        }

        await TranscriptWriter.For(options.Form).WriteFileAsync(transcript, path, cancellationToken);
        return null;
    }

    private static async Task<string?> ObjectionAsync(IServiceProvider services, Call call, ExportOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var silent = await services.GetRequiredService<CallSilences>().ForListenersAsync(call, cancellationToken);
            return options.WithAddress ? await ObjectionToAddressAsync(services, call, silent, cancellationToken) : null;
        }
        catch (InputException exception) when (exception.Fault == InputFault.Transcript)
        {
            return exception.Message;
        }
    }

    // What others fetch is the file as it is kept.
    private static async Task<string?> ObjectionToAddressAsync(IServiceProvider services, Call call, IReadOnlyList<AudioSpan> silent, CancellationToken cancellationToken)
    {
        if (silent.Count > 0)
            return $"Personal data was taken out of the call '{call.Id}', and its original recording still holds it; export it with --with-recording instead of --with-recording-address.";
        return (await services.GetRequiredService<IRecordingStore>().FindAsync(call.ContentHash, cancellationToken)).Key is null
            ? null
            : $"The recording of the call '{call.Id}' is kept encrypted, and whoever fetches it could not read it; export it with --with-recording instead of --with-recording-address.";
    }

    // The file as it came; where something was taken out of the call, the recording without it.
    private static async Task<VconRecording> RecordingAsync(IServiceProvider services, Call call, CancellationToken cancellationToken)
    {
        var silent = await services.GetRequiredService<CallSilences>().ForListenersAsync(call, cancellationToken);
        return silent.Count == 0
            ? new((await services.GetRequiredService<IRecordingStore>().FindAsync(call.ContentHash, cancellationToken)).OpenRead(), call.FileName)
            : new(await services.GetRequiredService<PlaybackFolder>().OpenAsync(call, cancellationToken), Path.ChangeExtension(call.FileName, ".wav"));
    }

    // What is signed goes through a file that vanishes and is nobody else's to read: it may be longer than memory is.
    private static async Task WriteVconAsync(Func<Stream, CancellationToken, Task> write, Call call, VconSigner? signer, Stream target, CancellationToken cancellationToken)
    {
        if (signer is null)
        {
            await write(target, cancellationToken);
            return;
        }

        using var folder = PrivateFolder.Create("vcon");
        await using var unsigned = folder.CreateFile("unsigned.vcon");
        await write(unsigned, cancellationToken);
        unsigned.Position = 0;
        await signer.SignAsync(unsigned, VconWriter.IdOf(call.ContentHash), target, cancellationToken);
    }

    /// <summary>What is written of each call.</summary>
    private sealed record ExportOptions(string Form, bool WithRecording, bool WithAddress, VconSigner? Signer)
    {
        public bool TellsRecording => WithRecording || WithAddress;
    }
}
