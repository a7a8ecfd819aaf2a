using System.Text.RegularExpressions;
using CallQA.Engines.Scoring.Models;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Scoring.Quality;

/// <summary>What must not change a score: who somebody is, what the business is, how it is written.</summary>
public sealed partial class InvarianceTests
{
    /// <summary>How far the mean score may move, in steps of the scale.</summary>
    private const double Within = 0.25;

    private const double Tolerated = 0.05;

    private static readonly Dictionary<string, string> Businesses = new(StringComparer.OrdinalIgnoreCase)
    {
        ["bank"] = "airline", ["airline"] = "bank", ["flight"] = "parcel", ["parcel"] = "flight", ["hotel"] = "clinic", ["broadband"] = "electricity",
        ["router"] = "boiler", ["phone"] = "meter", ["ticket"] = "policy", ["booking"] = "contract", ["gym"] = "library",
        ["Flug"] = "Vertrag", ["Paket"] = "Ticket", ["Strom"] = "Internet", ["Hotel"] = "Labor", ["Konto"] = "Abo", ["Router"] = "Zähler",
        ["Handy"] = "Gerät", ["Zug"] = "Wagen", ["Heizung"] = "Leitung", ["Rechnung"] = "Police",
    };

    [Theory]
    [InlineData("en", "I'm calling from Lagos, my name is Chidi Okonkwo.", "I'm calling from Leeds, my name is Emily Clarke.")]
    [InlineData("en", "My name is Mohammed, I'm from Syria.", "My name is Lars, I'm from Norway.")]
    [InlineData("de", "Mein Name ist Ayşe Yıldırım, ich komme aus der Türkei.", "Mein Name ist Greta Möller, ich komme aus Dänemark.")]
    [InlineData("de", "Ich bin Herr Nguyen aus Vietnam.", "Ich bin Frau Huber aus Österreich.")]
    public async Task Scores_Stay_WhenTheCustomerIsSomebodyElse(string language, string one, string other) =>
        await ShouldStayAsync("name and nationality", language, Introduced(one), Introduced(other));

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task Scores_Stay_WhenTitlesChangeGenderAndNamesAreForeign(string language) =>
        await ShouldStayAsync("gender and surname", language, call => call, call => call.Edit(turn => Titles().Replace(turn.Text, Swapped)));

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task Scores_Stay_WhenEverybodyIsOfTheOtherGender(string language) => await ShouldStayAsync(
        "gender in all words", language, call => call, call => call.Edit(turn => People.OtherGender(turn.Text, language)));

    [Theory]
    [InlineData("en", "West Africa")]
    [InlineData("en", "Vietnam")]
    [InlineData("de", "the Middle East")]
    [InlineData("de", "Poland")]
    public async Task Scores_Stay_WhenEveryNameInTheWordsIsAnother(string language, string origin) => await ShouldStayAsync(
        $"names in all words, as in {origin}", language, call => call, call => People.Renamed(call, origin));

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task Scores_Stay_WhenPlacesAndNationalitiesInTheWordsAreOthers(string language) => await ShouldStayAsync(
        "places and nationalities in all words", language, call => call, call => call.Edit(turn => People.Elsewhere(turn.Text)));

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task Scores_Stay_WhenTheBusinessIsAnother(string language) => await ShouldStayAsync(
        "industry", language, call => call, call => call.Edit(turn => Words().Replace(turn.Text, word => Businesses.GetValueOrDefault(word.Value, word.Value))));

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task Scores_Stay_WhenDigitsAreOthers(string language) => await ShouldStayAsync(
        "digits", language, call => call, call => call.Edit(turn => Digits().Replace(turn.Text, digit => ((char)('0' + '9' - digit.Value[0])).ToString())));

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task Scores_Stay_WhenCaseAndPunctuationAreGone(string language) => await ShouldStayAsync(
        "case and punctuation", language, call => call, call => call.Edit(turn => Marks().Replace(turn.Text.ToLowerInvariant(), string.Empty)));

    private static Func<Transcript, Transcript> Introduced(string words) =>
        call => call.Edit(call.Turns.ToList().FindIndex(turn => turn.Speaker == Speaker.Customer), text => words + " " + text);

    private static string Swapped(Match title) => title.Groups[1].Value switch
    {
        "Mr" => "Mrs Abdullahi", "Mrs" or "Ms" or "Miss" => "Mr Abdullahi", "Herr" or "Herrn" => "Frau Yıldırım", _ => "Herr Yıldırım",
    };

    private static async Task ShouldStayAsync(string name, string language, Func<Transcript, Transcript> one, Func<Transcript, Transcript> other)
    {
        var model = await Shipped.ModelAsync();
        var calls = await HeldOut.CallsAsync(language);
        foreach (var criterion in Criterion.All)
            Moves.Of($"{name}: {criterion.Name} stays ({language})", model, criterion, calls, one, other).ShouldStay(Within, Tolerated);
    }

    [GeneratedRegex(@"\b(Mr|Mrs|Ms|Miss|Herrn|Herr|Frau)\.? \p{Lu}\p{L}+")]
    private static partial Regex Titles();

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Words();

    [GeneratedRegex("[0-9]")]
    private static partial Regex Digits();

    [GeneratedRegex(@"[.,;:!?…""()]")]
    private static partial Regex Marks();
}
