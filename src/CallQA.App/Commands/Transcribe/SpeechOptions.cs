using System.CommandLine;
using CallQA.App.Settings;
using CallQA.Engines.Whisper;

namespace CallQA.App.Commands.Transcribe;

/// <summary>The options of the speech engine on the command line; each goes before the setting of the same name.</summary>
internal sealed class SpeechOptions
{
    private readonly Option<string?> model = new("--model", "-m") { Description = "name or path of a ggml Whisper model, see callqa models list" };
    private readonly Option<string?> language = new("--language", "-l") { Description = "language spoken, ISO 639-1, or auto to detect it [default: the model's own]" };
    private readonly Option<string?> languages = new("--languages") { Description = "languages that detection chooses from, for example en,de; implies --language auto" };
    private readonly Option<int?> threads = new("--threads") { Description = "threads of the speech engine [default: one a processor, at most 8]" };
    private readonly Option<int?> beamSize = new("--beam-size") { Description = "hypotheses followed side by side, 1-16 [default: 1]" };
    private readonly Option<string?> prompt = new("--prompt") { Description = "text that leads the model to words likely to come" };
    private readonly Option<string?> vocabulary = new("--vocabulary") { Description = "file with company terms, a line each" };
    private readonly Option<bool> wordTimes = new("--word-times") { Description = "time and confidence for every word (json, vtt)" };
    private readonly Option<bool> translate = new("--translate") { Description = "English text whatever the language" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { model, language, languages, threads, beamSize, prompt, vocabulary, wordTimes, translate })
            command.Add(option);
    }

    public CallQASettings Override(CallQASettings settings, ParseResult parsed)
    {
        var among = parsed.GetValue(languages);
        var spoken = parsed.GetValue(language) ?? (among is null ? settings.Language : WhisperOptions.AutoLanguage);
        return settings with
        {
            WhisperModel = parsed.GetValue(model) ?? settings.WhisperModel,
            Language = spoken,
            Speech = settings.Speech with
            {
                // A list from the settings belongs to detection there, and not to a language named here.
                Languages = among ?? (spoken == WhisperOptions.AutoLanguage ? settings.Speech.Languages : null),
                Threads = parsed.GetValue(threads) ?? settings.Speech.Threads,
                BeamSize = parsed.GetValue(beamSize) ?? settings.Speech.BeamSize,
                Prompt = parsed.GetValue(prompt) ?? settings.Speech.Prompt,
                Vocabulary = parsed.GetValue(vocabulary) ?? settings.Speech.Vocabulary,
                WordTimes = parsed.GetValue(wordTimes),
                Translate = parsed.GetValue(translate) || settings.Speech.Translate,
            },
        };
    }
}
