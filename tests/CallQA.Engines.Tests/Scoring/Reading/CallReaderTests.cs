using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Reading;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Scoring.Reading;

public sealed class CallReaderTests
{
    private static readonly Turn[] Caring =
    [
        new(Speaker.Agent, "Good morning, my name is Ana, how can I help you?", At(0), At(4)),
        new(Speaker.Customer, "My heating has been off for three days and my baby is freezing, I'm scared.", At(4), At(11)),
        new(Speaker.Agent, "Three days with a baby in the cold, no wonder you are scared. I'm so sorry. I'll stay on the line until this is sorted.", At(11), At(20)),
        new(Speaker.Customer, "Thank you, I don't know what to do.", At(20), At(23)),
        new(Speaker.Agent, "You did the right thing to call. I've just booked the engineer for today at two, it's confirmed.", At(23), At(30)),
        new(Speaker.Customer, "Oh thank God, that's brilliant, that's everything I needed.", At(30), At(34)),
        new(Speaker.Agent, "You're welcome, have a lovely day, goodbye.", At(34), At(37)),
    ];

    private static readonly Turn[] Rude =
    [
        new(Speaker.Agent, "What."),
        new(Speaker.Customer, "My heating has been off for three days and my baby is freezing."),
        new(Speaker.Agent, "That's not my problem, is it. Everybody has problems."),
        new(Speaker.Customer, "Can somebody come out, please?"),
        new(Speaker.Agent, "No. I can't do that, I already told you. Stop wasting my time, for God's sake."),
        new(Speaker.Customer, "So nothing. Forget it, I'll go somewhere else. Useless."),
        new(Speaker.Agent, "Whatever. Bye."),
    ];

    [Fact]
    public async Task Read_ScoresHigh_WhenTheAgentCaresAndSolves()
    {
        var scores = (await ReadAsync("en", Caring)).Scores;

        scores.Empathy.Score.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(4);
        scores.Courtesy.Score.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(4);
        scores.Resolution.Score.ShouldBe(Resolution.Resolved);
    }

    [Fact]
    public async Task Read_ScoresLow_WhenTheAgentIsRudeAndRefuses()
    {
        var scores = (await ReadAsync("en", Rude)).Scores;

        scores.Empathy.Score.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(2);
        scores.Courtesy.Score.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(2);
        scores.Resolution.Score.ShouldBe(Resolution.Unresolved);
    }

    [Fact]
    public async Task Read_ScoresTheSame_WhenCaseAndPunctuationAreGone()
    {
        var heard = Caring.Select(turn => turn with
        {
            Text = string.Concat(turn.Text.ToLowerInvariant().Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '\'')),
        });

        var (written, plain) = ((await ReadAsync("en", Caring)).Scores, (await ReadAsync("en", [.. heard])).Scores);

        plain.Empathy.Confidence.ShouldBe(written.Empathy.Confidence, 1e-6);
        plain.Courtesy.Confidence.ShouldBe(written.Courtesy.Confidence, 1e-6);
        plain.Resolution.Confidence.ShouldBe(written.Resolution.Confidence, 1e-6);
    }

    [Fact]
    public async Task Read_IgnoresThePolitenessOfTheCustomer_WhenItScoresTheAgent()
    {
        var turns = Rude.Select(turn => turn.Speaker == Speaker.Customer ? turn with { Text = "Thank you so much, please, you are very kind. " + turn.Text } : turn);

        (await ReadAsync("en", [.. turns])).Scores.Courtesy.Score.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task Read_CitesWordsOfTheAgentWithTheirTimes_WhenItScoresEmpathy()
    {
        var empathy = (await ReadAsync("en", Caring)).Scores.Empathy;

        empathy.Evidence.Count.ShouldBeInRange(1, 4);
        foreach (var evidence in empathy.Evidence)
        {
            var turn = Caring[evidence.Turn];
            evidence.Speaker.ShouldBe(Speaker.Agent);
            turn.Text.ShouldContain(evidence.Quote);
            (evidence.Start, evidence.End).ShouldBe((turn.Start, turn.End));
        }

        empathy.Evidence.Select(one => Math.Abs(one.Contribution)).ShouldBeInOrder(SortDirection.Descending);
        empathy.Reason.ShouldContain("at 0:11");
    }

    [Fact]
    public async Task Read_NamesTurnsInsteadOfTimes_WhenThereAreNone()
    {
        var scores = (await ReadAsync("en", Rude)).Scores;

        scores.Courtesy.Evidence.ShouldAllBe(one => one.Start == null && one.End == null);
        scores.Courtesy.Reason.ShouldContain("in turn ");
    }

    [Fact]
    public async Task Read_GivesReasonsInGerman_WhenTheCallIsGerman()
    {
        Turn[] turns =
        [
            new(Speaker.Agent, "Guten Tag, mein Name ist Weber, was kann ich für Sie tun?"),
            new(Speaker.Customer, "Ich kann die Rechnung nicht bezahlen, ich habe solche Angst."),
            new(Speaker.Agent, "Das tut mir sehr leid, dass Sie deswegen solche Angst haben. Das ist eine schlimme Lage, ich kümmere mich jetzt persönlich darum."),
        ];

        var reading = await ReadAsync("de-AT", turns);

        reading.Scores.Empathy.Reason.ShouldStartWith("Der Agent");
        reading.Turns[2].Empathy.ShouldNotBeNull().Label.ShouldBe("strong");
        reading.Turns[1].Emotion.ShouldNotBeNull().Label.ShouldBeOneOf("worried", "sad");
    }

    [Theory]
    [InlineData("fr", "'fr'")]
    [InlineData("", "''")]
    public async Task Read_IsNotScorable_WhenTheLanguageIsUnknown(string language, string part) =>
        ShouldNotBeScored(await ReadAsync(language, Caring), part);

    [Theory]
    [InlineData("Bonjour, je m'appelle Claire, que puis-je faire pour vous aujourd'hui ? Je comprends très bien votre situation, je suis vraiment désolée, nous allons trouver une solution ensemble.")]
    [InlineData("Buenos días, le atiende Marta, ¿en qué puedo ayudarle? Entiendo perfectamente su situación y lo siento mucho, vamos a solucionarlo ahora mismo entre los dos, no se preocupe.")]
    [InlineData("Goedemorgen, u spreekt met Anouk, waarmee kan ik u helpen? Ik begrijp heel goed dat dit vervelend voor u is, we gaan samen kijken wat we eraan kunnen doen vandaag.")]
    public async Task Read_IsNotScorable_WhenTheWordsAreOfAnotherLanguage(string text)
    {
        ShouldNotBeScored(await ReadAsync("en", new Turn(Speaker.Agent, text)), "% of the words");
        (await ReadAsync("de", new Turn(Speaker.Agent, text))).Scores.Empathy.Reason.ShouldStartWith("Nicht bewertbar");
    }

    [Fact]
    public async Task Read_IsNotScorable_WhenThereAreNoTurns() => ShouldNotBeScored(await ReadAsync("en"), "nothing is said");

    [Fact]
    public async Task Read_IsNotScorable_WhenOnlyTheCustomerSpeaks() =>
        ShouldNotBeScored(await ReadAsync("en", new Turn(Speaker.Customer, "Hello? Is anybody there?"), new Turn(Speaker.Agent, "…")), "no agent");

    [Fact]
    public async Task Read_ScoresAllButTheResolution_WhenOnlyTheAgentSpeaks()
    {
        var reading = await ReadAsync("en", [.. Caring.Where(turn => turn.Speaker == Speaker.Agent), new(Speaker.Customer, "…")]);

        reading.Scores.Empathy.Score.ShouldNotBeNull();
        reading.Scores.Courtesy.Score.ShouldNotBeNull();
        reading.Scores.Resolution.ShouldSatisfyAllConditions(
            score => score.Score.ShouldBeNull(),
            score => score.NeedsReview.ShouldBeTrue(),
            score => score.Evidence.ShouldBeEmpty(),
            score => score.Reason.ShouldStartWith("Not scorable because no customer speaks"));
        reading.Turns.Count.ShouldBe(5);
    }

    [Theory]
    [InlineData("en", "Good morning.", "only 2 words")]
    [InlineData("en", "Hello?", "only one word")]
    [InlineData("en", "Good morning, my name is Ana, how can I help you today, please", "only 13 words")]
    public async Task Read_IsNotScorable_WhenHardlyAnythingIsSaid(string language, string text, string part) =>
        ShouldNotBeScored(await ReadAsync(language, new(Speaker.Agent, text), new(Speaker.Customer, "Uh.")), part);

    [Fact]
    public async Task Read_SaysSoInGerman_WhenHardlyAnythingIsSaidInAGermanCall() =>
        (await ReadAsync("de", new Turn(Speaker.Agent, "Guten Morgen."))).Scores.Courtesy.Reason.ShouldBe(
            "Nicht bewertbar, weil im Gespräch nur 2 Wörter fallen; bewertet wird ab 15 Wörtern.");

    [Fact]
    public async Task Read_LeavesTurnsOfUnknownSpeakersUnlabelled_WhenThereAreAny()
    {
        var reading = await ReadAsync(
            "en", new Turn(Speaker.Unknown, "Hello."), new Turn(Speaker.Agent, "Good morning, my name is Ana, how can I help you? I will be glad to look at your order."));

        reading.Turns[0].ShouldBe(new(0, null, null, null, null, null));
        reading.Turns[1].Courtesy.ShouldNotBeNull();
    }

    [Fact]
    public async Task Read_QuotesAPassage_WhenATurnHasTenThousandWords()
    {
        var text = string.Join(' ', Enumerable.Repeat("i am so sorry that must have been terrible for you and i will sort it out", 600));

        var empathy = (await ReadAsync("en", new Turn(Speaker.Customer, "I'm so worried."), new Turn(Speaker.Agent, text))).Scores.Empathy;

        empathy.Score.ShouldNotBeNull();
        var quote = empathy.Evidence.ShouldHaveSingleItem().Quote;
        quote.Split(' ').Length.ShouldBeLessThanOrEqualTo(40);
        text.ShouldContain(quote);
    }

    [Fact]
    public async Task Read_CitesTheSentencesOwnTimes_WhenItStandsInALongTurn()
    {
        const string telling = "Three days with a baby in the cold, no wonder you are scared, I am so sorry.";
        var plain = string.Concat(Enumerable.Repeat("The reference number of the order is on the second page of the letter. ", 6));
        var turn = new Turn(Speaker.Agent, plain + telling + " " + plain.TrimEnd(), At(10), At(110));

        var empathy = (await ReadAsync("en", Caring[1], turn)).Scores.Empathy;

        var evidence = empathy.Evidence.ShouldHaveSingleItem();
        evidence.Quote.ShouldBe(telling);
        evidence.Start.ShouldNotBeNull().TotalSeconds.ShouldBe(10 + (100.0 * plain.Length / turn.Text.Length), 0.001);
        evidence.End.ShouldNotBeNull().TotalSeconds.ShouldBe(10 + (100.0 * (plain.Length + telling.Length) / turn.Text.Length), 0.001);
        empathy.Reason.ShouldContain("at 0:55");
    }

    [Fact]
    public async Task Read_GivesTheSame_WhenManyThreadsReadAtOnce()
    {
        var reader = new CallReader(await Shipped.ModelAsync());
        var (caring, rude) = (Some("en", Caring), Some("en", Rude));
        var (first, second) = (reader.Read(caring, null), reader.Read(rude, null));

        Parallel.For(0, 40, index =>
        {
            var (transcript, expected) = index % 2 == 0 ? (caring, first) : (rude, second);
            var reading = reader.Read(transcript, null);
            reading.Scores.Empathy.Reason.ShouldBe(expected.Scores.Empathy.Reason);
            reading.Scores.Resolution.Confidence.ShouldBe(expected.Scores.Resolution.Confidence);
        });
    }

    [Fact]
    public async Task Read_Throws_WhenTheModelsAreDisposed()
    {
        var model = await ScoringModel.LoadAsync(Shipped.ModelDirectory, TestContext.Current.CancellationToken);
        var reader = new CallReader(model);
        model.Dispose();

        Should.Throw<ObjectDisposedException>(() => reader.Read(Some("en", Caring), null));
    }

    private static void ShouldNotBeScored(CallReading reading, string part)
    {
        reading.Scores.Empathy.ShouldSatisfyAllConditions(
            score => score.Score.ShouldBeNull(),
            score => score.Confidence.ShouldBe(0),
            score => score.NeedsReview.ShouldBeTrue(),
            score => score.Evidence.ShouldBeEmpty(),
            score => score.Reason.ShouldStartWith("Not scorable because"),
            score => score.Reason.ShouldContain(part));
        reading.Scores.Courtesy.Score.ShouldBeNull();
        reading.Scores.Resolution.Score.ShouldBeNull();
    }

    private static async Task<CallReading> ReadAsync(string language, params Turn[] turns) =>
        new CallReader(await Shipped.ModelAsync()).Read(Some(language, turns), null);

    private static Transcript Some(string language, Turn[] turns) => new("call", language, turns);

    private static TimeSpan At(int seconds) => TimeSpan.FromSeconds(seconds);
}
