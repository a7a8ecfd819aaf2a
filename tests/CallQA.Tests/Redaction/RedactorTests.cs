using CallQA.Redaction;
using CallQA.Transcription;

namespace CallQA.Tests.Redaction;

public sealed class RedactorTests
{
    private static readonly Redactor All = new(new RedactionOptions { Kinds = RedactionOptions.AllKinds });

    [Fact]
    public void Redact_PutsOneWordInPlace_WithTheTimesOfWhatItReplaces()
    {
        var heard = Spoken.Timed("en", "C: It is 4111 1111 1111 1111, thanks.");

        var redacted = All.Redact(heard, KnownNames.None);

        var turn = redacted.Transcript.Turns[0];
        turn.Text.ShouldBe("It is [card-number], thanks.");
        turn.Words!.Select(word => word.Text).ShouldBe(["It", "is", "[card-number],", "thanks."]);
        turn.Words![2].ShouldBe(new Word("[card-number],", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), 0.75));
        turn.Words[3].ShouldBe(heard.Turns[0].Words![6]);
        redacted.Findings.ShouldBe([new Finding(PersonalDataKind.CardNumber, 0, 2, 4, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3))]);
    }

    [Fact]
    public void Redact_SpeaksTheLanguageOfTheCall() => All.Redact(
            Spoken.Of("de", "C: Vierundvierzig siebenundsiebzig vierundvierzig siebenundsiebzig vierundvierzig siebenundsiebzig vierundvierzig vierzehn, danke."), KnownNames.None)
        .Transcript.Turns[0].Text.ShouldBe("[Kartennummer], danke.");

    [Fact]
    public void Redact_LeavesTheTranscriptAsItIs_WhenNothingIsFound()
    {
        var heard = Spoken.Timed("en", "C: My order number is 4711.");

        var redacted = All.Redact(heard, KnownNames.None).Transcript;

        redacted.Turns.ShouldBeSameAs(heard.Turns);
        redacted.Redactions.ShouldBe([]);
    }

    [Fact]
    public void Redact_TakesOutOnlyTheKindsAskedFor()
    {
        var cards = new Redactor(new RedactionOptions { Kinds = new HashSet<PersonalDataKind> { PersonalDataKind.CardNumber } });

        cards.Redact(Spoken.Of("en", "C: My name is Anna Keller, the card is 4111 1111 1111 1111."), KnownNames.None)
            .Transcript.Turns[0].Text.ShouldBe("My name is Anna Keller, the card is [card-number].");
    }

    [Fact]
    public void Redact_DropsTheWords_WhenTheyDoNotFitTheText()
    {
        var turn = new Turn(
            Speaker.Customer, "It is 4111 1111 1111 1111.", TimeSpan.Zero, TimeSpan.FromSeconds(4),
            Words: [new Word("Something", TimeSpan.Zero, TimeSpan.FromSeconds(1), 1), new Word("else.", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), 1)]);

        var redacted = All.Redact(new Transcript("call", "en", [turn]), KnownNames.None);

        redacted.Transcript.Turns[0].Words.ShouldBeNull();
        (redacted.Findings[0].Start, redacted.Findings[0].End).ShouldBe((TimeSpan.Zero, TimeSpan.FromSeconds(4)));
    }

    [Fact]
    public void Find_HidesEachPart_WhenANumberIsSaidOverTurnsAndEchoed()
    {
        var found = Spoken.Find("C: My card is 4111 1111", "A: 4111 1111, yes?", "C: 1111 1111.", "A: Thank you.");

        found.Select(place => (place.Kind, place.Turn, place.FirstWord, place.WordCount)).ShouldBe(
        [
            (PersonalDataKind.CardNumber, 0, 3, 2), (PersonalDataKind.CardNumber, 1, 0, 2), (PersonalDataKind.CardNumber, 2, 0, 2),
        ]);
    }

    [Fact]
    public void Find_KeepsTheAgentsName_AndHidesTheCustomers_WhenBothAreKnown()
    {
        var call = Spoken.Of("en", "A: My name is Sarah Jones, am I speaking with Keller?", "C: Yes.");

        var found = Spoken.Find(call, new KnownNames("Sarah Jones", "Anna Keller"));

        found.ShouldHaveSingleItem().ShouldBe(new Finding(PersonalDataKind.Name, 0, 9, 1));
    }

    [Theory]
    [InlineData("Behrens, Jutta", "A: Dann ist Behrens hier richtig.", "[Name]")]
    [InlineData("Jutta Behrens", "A: Und Juttas Vertrag?", "[Name]")]
    [InlineData("Frau Dr. Keller", "A: Kellers Anschluss, und Keller's line.", "[Name]")]
    [InlineData("Anna Wu", "A: Wu war das?", "[Name]")]
    [InlineData("Anna Keller-Braun", "A: Braun war das?", "[Name]")]
    [InlineData("Keller", "A: keller war das?", "[Name]")]
    [InlineData("Frau Keller", "A: Die Frau war hier.", null)]
    [InlineData("von Keller", "A: Von mir aus.", null)]
    [InlineData("Keller", "A: Der Kellner war hier.", null)]
    public void Redact_HidesTheKnownNameWithoutCues_AndNothingElse(string name, string said, string? mark)
    {
        var redacted = All.Redact(Spoken.Of("de", said), new KnownNames(Customer: name)).Transcript.Turns[0].Text;

        if (mark is null) redacted.ShouldBe(said[3..]);
        else redacted.ShouldContain(mark, Case.Insensitive);
    }

    [Theory]
    [InlineData("C: 4111 1111 1111 1111.", "A: Sorry, could you say that again?", "C: 4111 1111 1111 1111.")]
    [InlineData("C: My cards are 4111111111111111 and 5500000000000004")]
    [InlineData("C: That is 4111 1111 1111 1111, okay, 4111 1111 1111 1111")]
    [InlineData("C: 4111 1111 1111 1113.", "A: It is refused.", "C: 4111 1111 1111 1111.")]
    [InlineData("C: 4111 1111 1111 1111.", "A: 4111 1111 okay 4111 1111 then?")]
    [InlineData("C: The order number is 12345678.", "A: And your card number?", "C: 4111 1111 1111 1111.")]
    public void Redact_TakesOutEveryCardNumber_HoweverManyAreSaidOnEnd(params string[] said)
    {
        var redacted = string.Join(' ', All.Redact(Spoken.Of("en", said), KnownNames.None).Transcript.Turns.Select(turn => turn.Text));

        redacted.ShouldContain("[card-number]", Case.Insensitive);
        redacted.ShouldNotContain("111");
        redacted.ShouldNotContain("5500");
    }

    [Fact]
    public void Redact_TakesOutACard_WhateverLongNumberStandsBehindIt()
    {
        var redacted = All.Redact(Spoken.Of("en", "C: My card is 4111 1111 1111 1111, 12 27, 123 and 030 1234567."), KnownNames.None);

        redacted.Transcript.Turns[0].Text.ShouldBe("My card is [card-number], [card-expiry], [security-code] and [phone-number].");
    }

    [Theory]
    [InlineData("C: My card:4111 1111 1111 1111 is lost.")]
    [InlineData("C: Card=4111111111111111 is lost.")]
    [InlineData("C: It is {\"number\":\"4111 1111 1111 1111\",\"name\":\"x\"}.")]
    public void Redact_TakesOutANumber_WhenItIsWrittenWithoutABlank(string said)
    {
        var redacted = All.Redact(Spoken.Of("en", said), KnownNames.None).Transcript.Turns[0].Text;

        redacted.ShouldContain("[card-number]", Case.Insensitive);
        redacted.ShouldNotContain("1111");
    }

    [Fact]
    public void Redact_LeavesTimesAndSums_WhenDigitsAreOnBothSides() => All.Redact(
            Spoken.Of("en", "A: At 10:30, line 2:15 and 1,200.50 for 3:4."), KnownNames.None)
        .Transcript.Turns[0].Text.ShouldBe("At 10:30, line 2:15 and 1,200.50 for 3:4.");

    [Fact]
    public void Find_HidesASurname_WhenAgentAndCustomerBothHaveIt()
    {
        var call = Spoken.Of("de", "A: Peter Keller am Apparat, und Sie sind auch Keller?");

        Spoken.Find(call, new KnownNames("Peter Keller", "Anna Keller")).Select(place => place.FirstWord).ShouldBe([1, 8]);
    }

    [Fact]
    public void Find_NeverFails_WhateverIsSaid()
    {
        var words = "four vier 4111 dot at @ d e iban card karte double doppel oh hundred und dreimal die strasse Straße 12/26 \"( , +49 mr frau is born".Split(' ');
        var chance = new Random(8);
        for (var round = 0; round < 10_000; round++)
        {
            var turns = Enumerable.Range(0, chance.Next(1, 4)).Select(_ => string.Concat("AC"[chance.Next(2)], ": ", string.Join(' ', chance.GetItems(words, chance.Next(1, 12)))));
            var heard = Spoken.Timed("en", [.. turns]);

            var redacted = All.Redact(heard, KnownNames.None);

            foreach (var turn in redacted.Transcript.Turns) string.Join(' ', turn.Words!.Select(word => word.Text)).ShouldBe(turn.Text);
        }
    }
}
