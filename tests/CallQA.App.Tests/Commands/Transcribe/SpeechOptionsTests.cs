using System.CommandLine;
using CallQA.App.Commands.Transcribe;
using CallQA.App.Settings;
using CallQA.App.Tests.Storage;
using CallQA.Engines.Whisper;

namespace CallQA.App.Tests.Commands.Transcribe;

public sealed class SpeechOptionsTests
{
    private static readonly CallQASettings Settings = new()
    {
        DataDirectory = "data", Language = "en", Speech = new() { BeamSize = 2, Threads = 3, Prompt = "from the settings" },
    };

    [Fact]
    public void Override_TakesWhatTheCommandSays_BeforeTheSettings()
    {
        using var folder = new TemporaryFolder();
        var terms = folder.Of("terms.txt");
        File.WriteAllText(terms, "CallQA\n");

        var settings = Override(
            "--beam-size", "7", "--threads", "1", "--precision", "int8", "--prompt", "Acme", "--vocabulary", terms, "--language", "de", "--model", "base", "--translate", "--word-times");

        (settings.WhisperModel, settings.Language).ShouldBe(("base", "de"));
        settings.Speech.ShouldBe(Settings.Speech with
        {
            BeamSize = 7, Threads = 1, Precision = Precision.Int8, Prompt = "Acme", Vocabulary = terms, Translate = true, WordTimes = true,
        });
    }

    [Fact]
    public void Override_KeepsTheSettings_WhenTheCommandSaysNothing()
    {
        var settings = Override();

        (settings.Language, settings.Speech).ShouldBe(("en", Settings.Speech));
    }

    [Fact]
    public void Override_Detects_WhenLanguagesToChooseFromAreNamed()
    {
        var settings = Override("--languages", "en,de");

        (settings.Language, settings.Speech.Languages).ShouldBe((WhisperOptions.AutoLanguage, "en,de"));
    }

    [Theory]
    [InlineData("--beam-size", "0")]
    [InlineData("--beam-size", "17")]
    [InlineData("--threads", "-1")]
    [InlineData("--vocabulary", "/no/such/file.txt")]
    [InlineData("--language", "English")]
    public void Override_NamesOptionAndValue_WhenItCannotBe(string option, string value)
    {
        var refused = Should.Throw<InputException>(() => Override(option, value));

        refused.Fault.ShouldBe(InputFault.Settings);
        refused.Message.ShouldContain(option);
        refused.Message.ShouldContain(value);
    }

    private static CallQASettings Override(params string[] arguments)
    {
        var (options, command) = (new SpeechOptions(), new RootCommand());
        options.AddTo(command);
        var parsed = command.Parse(arguments);
        parsed.Errors.ShouldBeEmpty();
        return options.Override(Settings, parsed);
    }
}
