using System.CommandLine;
using System.CommandLine.Parsing;
using CallQA.App.Commands.Transcribe;
using CallQA.App.Models;
using CallQA.App.Settings;
using CallQA.Transcription;

namespace CallQA.App.Commands;

/// <summary><c>callqa transcribe</c>: words with times, without store or scoring.</summary>
internal static class TranscribeCommand
{
    private const string Description = """
        Transcribe recordings: one transcript a file, one speaker a channel.

        What is not given is taken from the settings (section CallQA, parts Speech and Downloads).

        Examples:
          callqa transcribe call.wav                                 text on the screen
          callqa transcribe calls/*.wav --format vtt --output out    one file a recording
          callqa transcribe call.mp3 --model small --language auto --languages en,de --format json --word-times
          callqa transcribe mixmonitor.raw --raw pcm16,8000,2        a recording without header
          callqa transcribe call.wav --model ggml-small.bin --beam-size 5 --vocabulary terms.txt
        """;

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "recordings", Arity = ArgumentArity.OneOrMore };
        files.Validators.Add(RefuseOptions);
        var channels = new Option<string?>("--channels")
        {
            Description = "who is on which channel, first channel first, or auto to find out [default: agent,customer]",
        };
        var format = new Option<string>("--format", "-f") { Description = "form of the transcripts", DefaultValueFactory = _ => "txt" };
        format.AcceptOnlyFromAmong([.. TranscriptWriter.Formats]);
        var output = new Option<string?>("--output", "-o") { Description = "folder to write to [default: standard output]" };
        var raw = RawOption.Create();
        var speech = new SpeechOptions();
        var command = new Command("transcribe", Description) { files, channels, raw, format, output };
        speech.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var settings = SettingsReader.Read(settings => speech.Override(settings, parsed));
            return new TranscribeRun(new TranscribeOptions(
                parsed.GetValue(files)!,
                Engines(settings),
                parsed.GetValue(channels) is { } map ? ChannelMap(map) : settings.Channels,
                speech.WritesWords(parsed),
                TranscriptWriter.For(parsed.GetValue(format)!),
                parsed.GetValue(output),
                RawOption.Read(parsed, raw))).RunAsync(cancellationToken);
        });
        return command;
    }

    // A misspelt option would be taken for a recording, and missed only after all the others.
    private static void RefuseOptions(ArgumentResult files)
    {
        foreach (var token in files.Tokens.Where(token => token.Value.StartsWith("--", StringComparison.Ordinal)))
            files.AddError($"There is no option {token.Value}.");
    }

    // English as the mere default must not stand in the way of a model that hears another language best.
    private static EngineSelection Engines(CallQASettings settings) => settings.Engines with
    {
        ReferenceFolder = null,
        Language = settings.Language == new CallQASettings().Language ? null : settings.Language,
    };

    private static IReadOnlyList<Speaker> ChannelMap(string text) => ChannelText.Parse(text) ?? throw new InputException(
        InputFault.Settings, $"--channels {text} names somebody who is no speaker; write agent, customer or unknown, separated by commas, or auto.");
}
