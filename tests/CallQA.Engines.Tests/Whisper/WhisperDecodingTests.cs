using System.Diagnostics.Metrics;
using CallQA.Engines.Tests.VoiceActivity;
using CallQA.Engines.Whisper;
using CallQA.Engines.Whisper.Inference;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Whisper;

/// <summary>The ways of decoding through the whole engine, on a model with random weights.</summary>
public sealed class WhisperDecodingTests : IDisposable
{
    private static readonly WhisperOptions Quick = new() { Threads = 1, MaxTokens = 12, AudioContext = AudioContext.Fitted, Timestamps = false, WindowPause = TimeSpan.FromSeconds(0.5), NoSpeechThreshold = 1, TemperatureFallback = false };
    private static readonly AudioClip Call = new(16_000, [Spoken(1.2, 0.6, 2.1), Spoken(0.8, 2, 1.1)]);
    private readonly TempFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Ways => ["greedy", "beam", "patient", "draws", "previous", "timestamps"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Transcribe_GivesTheSame_WhateverTheBatch(string way)
    {
        var options = Options(way);
        var alone = await TranscribeAsync(options with { BatchSize = 1 });
        var together = await TranscribeAsync(options with { BatchSize = 8, Threads = 2 });

        Texts(together).ShouldBe(Texts(alone));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Transcribe_TimesEveryWordInsideItsTurn_WhateverTheWay(string way)
    {
        var transcript = await TranscribeAsync(Options(way));

        transcript.Turns.ShouldNotBeEmpty();
        foreach (var turn in transcript.Turns)
        {
            var words = turn.Words.ShouldNotBeNull();
            string.Join(' ', words.Select(word => word.Text)).ShouldBe(turn.Text);
            words.ShouldAllBe(word => word.Start >= turn.Start && word.End >= word.Start && word.End <= turn.End && word.Confidence >= 0 && word.Confidence <= 1);
            words.Zip(words.Skip(1)).ShouldAllBe(pair => pair.First.Start <= pair.Second.Start);
        }
    }

    [Fact]
    public async Task Transcribe_EncodesEveryWindowOnce_WhenItIsDecodedAgain()
    {
        var once = await CountAsync(Quick);
        var again = await CountAsync(Options("draws") with { LogProbabilityThreshold = 0 });

        again.Windows.ShouldBe(once.Windows);
        again.Tokens.ShouldBeGreaterThan(5 * once.Tokens);
    }

    [Fact]
    public async Task Transcribe_DecodesOtherwise_WhenThereAreBeamsAPromptOrTextBefore()
    {
        var plain = Texts(await TranscribeAsync(Quick));
        Texts(await TranscribeAsync(Options("beam"))).ShouldNotBe(plain);
        Texts(await TranscribeAsync(Quick with { Prompt = "w300 w400 w500" })).ShouldNotBe(plain);
        var previous = Texts(await TranscribeAsync(Options("previous")));
        previous.ShouldNotBe(plain);
        previous[..1].ShouldBe(plain[..1]);
    }

    [Fact]
    public async Task Transcribe_IsTheSameText_WhenWordsAreNotTimed()
    {
        var timed = await TranscribeAsync(Quick);
        var plain = await TranscribeAsync(Quick with { WordTimes = false });

        plain.Turns.Select(turn => (turn.Text, turn.Start, turn.End)).ShouldBe(timed.Turns.Select(turn => (turn.Text, turn.Start, turn.End)));
        plain.Turns.ShouldAllBe(turn => turn.Words == null);
    }

    [Fact]
    public async Task Transcribe_CutsTurns_WhenTheyAreTooLong()
    {
        var transcript = await TranscribeAsync(Quick with { MaxSegmentLength = 15, WordTimes = false });

        transcript.Turns.ShouldAllBe(turn => turn.Text.Length <= 15 || !turn.Text.Contains(' '));
        transcript.Turns.Count.ShouldBeGreaterThan((await TranscribeAsync(Quick)).Turns.Count);
    }

    [Fact]
    public async Task Transcribe_DetectsOneOfTheLanguagesAllowed_WhenAskedTo()
    {
        var all = await TranscribeAsync(Quick with { Language = "auto" });
        var few = await TranscribeAsync(Quick with { Language = "auto", Languages = ["de", "nl"] });

        all.LanguageConfidence.ShouldNotBeNull().ShouldBeInRange(0.01, 1);
        few.Language.ShouldBeOneOf("de", "nl");
        few.LanguageConfidence.ShouldNotBeNull().ShouldBeInRange(0.5, 1);
        Texts(few).ShouldBe(Texts(await TranscribeAsync(Quick with { Language = few.Language })));
    }

    [Fact]
    public async Task Transcribe_IsEnglish_WhenTheModelKnowsNothingElse()
    {
        var model = new TinyModel { Vocabulary = 51_864, AudioLayers = 1, TextLayers = 1 };
        var transcript = await TranscribeAsync(Quick with { Language = "auto", Languages = ["de", "en"] }, model);

        (transcript.Language, transcript.LanguageConfidence).ShouldBe(("en", 1));
        (await Should.ThrowAsync<InputException>(() => TranscribeAsync(Quick with { Language = "de" }, model))).Message.ShouldContain("English only");
        (await Should.ThrowAsync<InputException>(() => TranscribeAsync(Quick with { Language = "auto", Languages = ["de"] }, model))).Message.ShouldContain("English only");
    }

    [Fact]
    public async Task Transcribe_SaysThatTheTextIsEnglish_WhenItIsTranslated()
    {
        var german = await TranscribeAsync(Quick with { Language = "de" });
        var english = await TranscribeAsync(Quick with { Language = "de", Translate = true });

        (german.Language, english.Language).ShouldBe(("de", "en"));
        Texts(english).ShouldNotBe(Texts(german));
    }

    [Fact]
    public async Task Load_NamesTheLanguage_WhenDetectionIsToChooseAnUnknownOne() =>
        (await Should.ThrowAsync<InputException>(() => TranscribeAsync(Quick with { Language = "auto", Languages = ["en", "xx"] }))).Message.ShouldContain("'xx'");

    private static WhisperOptions Options(string way) => way switch
    {
        "beam" => Quick with { BeamSize = 4 },
        "patient" => Quick with { BeamSize = 3, Patience = 2, LengthPenalty = 0.5 },
        "draws" => Quick with { TemperatureFallback = true, BestOf = 3, Seed = 5 },
        "previous" => Quick with { ConditionOnPreviousText = true },
        "timestamps" => Quick with { Timestamps = true, BeamSize = 2, AudioContext = AudioContext.Full, WindowPause = TimeSpan.FromSeconds(30) },
        _ => Quick,
    };

    private async Task<Transcript> TranscribeAsync(WhisperOptions options, TinyModel? shape = null)
    {
        var path = await (shape ?? new TinyModel { AudioLayers = 1, TextLayers = 2 }).WriteAsync(_folder);
        using var model = await WhisperModel.LoadAsync(path, options, Stop);
        return await new WhisperTranscriber(model).TranscribeAsync(new TranscriptionRequest("call", Call, [Speaker.Agent, Speaker.Customer], null), null, Stop);
    }

    /// <summary>What one transcription computes: others may run beside it.</summary>
    private async Task<(int Windows, int Tokens)> CountAsync(WhisperOptions options)
    {
        var mine = new AsyncLocal<bool> { Value = true };
        var (windows, tokens) = (0, 0);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument == EngineMeter.Windows || instrument == EngineMeter.Tokens)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) =>
        {
            if (mine.Value)
                _ = instrument == EngineMeter.Windows ? windows += value : tokens += value;
        });
        listener.Start();
        await TranscribeAsync(options);
        return (windows, tokens);
    }

    private static string[] Texts(Transcript transcript) => [.. transcript.Turns.Select(turn => turn.Text)];

    private static float[] Spoken(params double[] seconds) => [.. seconds.SelectMany((length, i) => TestAudio.Join(TestAudio.Silence(1.2), Voice.Say(length, 120 + (40 * i))))];
}
