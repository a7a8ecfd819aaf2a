using System.CommandLine;
using CallQA.App.Models;
using CallQA.Transcription;

namespace CallQA.App.Commands;

/// <summary><c>callqa transcribe</c>: words with times, without store or scoring.</summary>
internal static class TranscribeCommand
{
    private const string Description = """
        Transcribe recordings: one transcript a file, one speaker a channel.

        Examples:
          callqa transcribe call.wav                                 text on the screen
          callqa transcribe calls/*.wav --format vtt --output out    one file a recording
          callqa transcribe call.mp3 --model ggml-small.bin --language de --format json
        """;

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "recordings", Arity = ArgumentArity.OneOrMore };
        var model = new Option<string?>("--model", "-m") { Description = "name or path of a ggml Whisper model [default: the shipped one]" };
        var language = new Option<string>("--language", "-l") { Description = "language spoken, ISO 639-1", DefaultValueFactory = _ => "en" };
        var channels = new Option<string>("--channels")
        {
            Description = "who is on which channel, first channel first",
            DefaultValueFactory = _ => "agent,customer",
        };
        var threads = new Option<int?>("--threads") { Description = "threads of the speech engine [default: one a processor]" };
        var format = new Option<string>("--format", "-f") { Description = "form of the transcripts", DefaultValueFactory = _ => "txt" };
        format.AcceptOnlyFromAmong([.. TranscriptWriter.Formats]);
        var output = new Option<string?>("--output", "-o") { Description = "folder to write to [default: standard output]" };
        var command = new Command("transcribe", Description) { files, model, language, channels, threads, format, output };
        command.SetAction((parsed, cancellationToken) => new TranscribeRun(
            parsed.GetValue(files)!,
            new EngineSelection(
                ProductFolders.Models, parsed.GetValue(model), Language: parsed.GetValue(language)!, Threads: parsed.GetValue(threads)),
            ChannelMap(parsed.GetValue(channels)!),
            TranscriptWriter.For(parsed.GetValue(format)!),
            parsed.GetValue(output)).RunAsync(cancellationToken));
        return command;
    }

    private static Speaker[] ChannelMap(string text) =>
    [
        .. text.Split(',', StringSplitOptions.TrimEntries).Select(name => Enum.TryParse<Speaker>(name, ignoreCase: true, out var speaker)
            ? speaker
            : throw new InputException(
                InputFault.Settings, $"'{name}' in --channels {text} is no speaker; write agent, customer or unknown, separated by commas.")),
    ];
}
