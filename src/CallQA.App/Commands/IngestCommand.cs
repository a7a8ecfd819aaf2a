using System.CommandLine;
using CallQA.App.Commands.Ingest;
using CallQA.App.Settings;

namespace CallQA.App.Commands;

/// <summary><c>callqa ingest</c>: recordings into the store, through every stage, without the worker.</summary>
internal static class IngestCommand
{
    private const string Description = """
        Take recordings in and bring them through every stage. The files stay where they are; what is known already is answered from the store.

        Folders are searched with everything below them for audio files. Refused files are told; the others go on (exit code 10).
        Of a bucket only what is new or changed since the last time is taken, call lists (*.csv) first.

        Examples:
          callqa ingest call.wav
          callqa ingest /srv/recordings --metadata calls.csv --data /srv/callqa
          callqa ingest /srv/recordings --source pbx.yaml
          callqa ingest /srv/asterisk --raw pcm16,8000,2
          callqa ingest s3://recordings/2026-03/
        """;

    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "recordings, folders of recordings, and buckets (s3://BUCKET/PREFIX)", Arity = ArgumentArity.OneOrMore };
        var metadata = new Option<string?>("--metadata") { Description = "call list (CSV) that describes the recordings" };
        var source = new Option<string?>("--source") { Description = "how the recorder names files and writes lists: a profile's file, or a source of the data directory" };
        var raw = RawOption.Create();
        var data = SettingsOptions.Data();
        var format = FormatOption.Create();
        var command = new Command("ingest", Description) { paths, metadata, source, raw, data, format };
        command.SetAction((parsed, cancellationToken) => new IngestRun(
            parsed.GetValue(paths)!,
            parsed.GetValue(metadata),
            parsed.GetValue(source),
            RawOption.Read(parsed, raw),
            SettingsReader.Read(settings => settings with { DataDirectory = parsed.GetValue(data) ?? settings.DataDirectory }),
            parsed.GetValue(format)).RunAsync(cancellationToken));
        return command;
    }
}
