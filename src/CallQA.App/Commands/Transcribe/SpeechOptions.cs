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
    private readonly Option<Precision?> precision = new("--precision") { Description = "numbers to compute with: auto, fp32 or int8 [default: auto]" };
    private readonly Option<int?> beamSize = new("--beam-size") { Description = "hypotheses followed side by side, 1-16 [default: what the model asks for, 5 for the shipped ones, 1 for others]" };
    private readonly Option<string?> prompt = new("--prompt") { Description = "text that leads the model to words likely to come" };
    private readonly Option<string?> vocabulary = new("--vocabulary") { Description = "file with company terms, a line each" };
    private readonly Option<bool> wordTimes = new("--word-times") { Description = "time and confidence for every word (json, vtt)" };
    private readonly Option<bool> translate = new("--translate") { Description = "English text whatever the language" };

    /// <summary>Whether words are to be written out; the engine needs their times in any case, to join windows where nobody pauses.</summary>
    public bool WritesWords(ParseResult parsed) => parsed.GetValue(wordTimes);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { model, language, languages, threads, precision, beamSize, prompt, vocabulary, wordTimes, translate })
            command.Add(option);
    }

    public CallQASettings Override(CallQASettings settings, ParseResult parsed)
    {
        var among = parsed.GetValue(languages);
        var spoken = parsed.GetValue(language) ?? (among is null ? settings.Language : WhisperOptions.AutoLanguage);
        var speech = settings.Speech with
        {
            // A list from the settings belongs to detection there, and not to a language named here.
            Languages = among ?? (spoken == WhisperOptions.AutoLanguage ? settings.Speech.Languages : null),
            Threads = parsed.GetValue(threads) ?? settings.Speech.Threads,
            Precision = parsed.GetValue(precision) ?? settings.Speech.Precision,
            BeamSize = parsed.GetValue(beamSize) ?? settings.Speech.BeamSize,
            Prompt = parsed.GetValue(prompt) ?? settings.Speech.Prompt,
            Vocabulary = parsed.GetValue(vocabulary) ?? settings.Speech.Vocabulary,
            WordTimes = settings.Speech.WordTimes || parsed.GetValue(wordTimes),
            Translate = parsed.GetValue(translate) || settings.Speech.Translate,
        };
        Check(speech, spoken, parsed);
        return settings with { WhisperModel = parsed.GetValue(model) ?? settings.WhisperModel, Language = spoken, Speech = speech };
    }

    // A value given here is called by its option, one from the settings by its setting.
    private void Check(SpeechSettings speech, string spoken, ParseResult parsed)
    {
        if (parsed.GetResult(language) is not null)
            SpeechRules.Language(language.Name, spoken, automatic: true);
        var given = new (string Name, Option Option)[]
        {
            (nameof(speech.Languages), languages), (nameof(speech.Threads), threads), (nameof(speech.BeamSize), beamSize),
            (nameof(speech.Prompt), prompt), (nameof(speech.Vocabulary), vocabulary),
        }.Where(pair => parsed.GetResult(pair.Option) is not null).ToDictionary(pair => pair.Name, pair => pair.Option.Name);
        SpeechRules.Check(speech, spoken, name => given.GetValueOrDefault(name, $"The setting {CallQASettings.Section}:Speech:{name}"));
    }
}
