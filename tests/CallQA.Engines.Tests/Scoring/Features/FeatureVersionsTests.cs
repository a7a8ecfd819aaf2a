using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;
using CallQA.Tests;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Scoring.Features;

public sealed class FeatureVersionsTests
{
    private static readonly Transcript English = new("en", "en",
    [
        new(Speaker.Agent, "Good morning, this is Anna, how can I help you?"),
        new(Speaker.Customer, "My mother's funeral is on Friday and the flowers have not come. I am so worried."),
        new(Speaker.Agent, "I am so sorry about the funeral. May I have the order number, please?"),
        new(Speaker.Customer, "It is 4417."),
        new(Speaker.Agent, "Thank you for holding. The flowers will be there at 9 tomorrow, I have booked the courier myself."),
        new(Speaker.Customer, "Thank you, that helps. Is that certain?"),
    ]);

    private static readonly Transcript German = new("de", "de",
    [
        new(Speaker.Agent, "Guten Tag, was kann ich für Sie tun?"),
        new(Speaker.Customer, "Meine Heizung ist seit drei Tagen kalt, und wir haben ein Baby, ich bin stinksauer."),
        new(Speaker.Agent, "Das ist nicht mein Problem. Beruhigen Sie sich."),
        new(Speaker.Customer, "Dann kündige ich."),
    ]);

    [Fact]
    public void Current_HasANewNumber_WhereAGroupComputesSomethingElse()
    {
        var groups = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var transcript in new[] { English, German })
        {
            foreach (var (group, content) in Groups(Dialogue.From(transcript))) groups[group] = groups.GetValueOrDefault(group) + content + "\n";
        }

        // Where a digest differs, the features do: raise the version of that group in FeatureVersions, train anew, and take the new file over.
        groups.Keys.ShouldBe(FeatureVersions.Current.Keys.Where(group => group != "lexicon"));
        string.Concat(groups.Select(group => $"{group.Key} {FeatureVersions.Current[group.Key]} {Digest(group.Value)}\n"))
            .ShouldMatchGolden("feature-versions.txt");
    }

    [Fact]
    public void Difference_NamesTheGroups_WhereAModelWasFittedOnOthers()
    {
        FeatureVersions.Difference(FeatureVersions.Current).ShouldBeNull();

        var older = FeatureVersions.Current.Where(group => group.Key != "prior").ToDictionary(group => group.Key, group => group.Value);
        older["turn"] = "0";

        FeatureVersions.Difference(older).ShouldBe(
            $"prior none where this program has {FeatureVersions.Current["prior"]}, turn 0 where this program has {FeatureVersions.Current["turn"]}");
    }

    [Theory]
    [InlineData("1", null)]
    [InlineData("2", null)]
    [InlineData("3", "prior 3 where this program has 2")]
    public void Difference_IsNone_WhereThePriorIsOneThatIsStillComputed(string version, string? difference) =>
        FeatureVersions.Difference(FeatureVersions.Current.ToDictionary(group => group.Key, group => group.Key == FeatureVersions.Prior ? version : group.Value))
            .ShouldBe(difference);

    private static IEnumerable<(string Group, string Content)> Groups(Dialogue dialogue)
    {
        var signals = new CallSignals(dialogue.Language, [.. dialogue.Turns.Select(Signal)]);
        var call = new PreparedCall(dialogue, signals, new Dictionary<string, IReadOnlyList<int[]>>());
        foreach (var criterion in Criterion.All) yield return ("call-" + criterion.Name, Text(criterion.Features(call).Vector));
        yield return ("call-words", Join(dialogue.Turns.SelectMany(CallWords.NamesOf)));
        yield return ("prior", Number((float)NaturalPrior.Signs(call)) + Join(NaturalPrior.Current.Mix([0.2f, 0.3f, 0.5f], call).Select(Number)));
        yield return ("surroundings", Join(Surroundings.Of(dialogue, signals).Select(Text)));
        yield return ("tokens", Join(dialogue.Turns.SelectMany(turn => turn.Tokens)));
        yield return ("turn", Join(dialogue.Turns.Select((_, turn) => Join(
            TurnFeaturizer.Of(dialogue, turn).Values.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Key + "=" + Number(one.Value))))));
    }

    private static TurnSignal Signal(DialogueTurn turn, int index) => turn.Speaker == Speaker.Agent
        ? new(turn.Speaker, Shares(TurnLabels.Empathy, index), Shares(TurnLabels.Courtesy, index), Shares(TurnLabels.Act, index))
        : new(turn.Speaker, Emotion: Shares(TurnLabels.Emotion, index), Outcome: Shares(TurnLabels.Outcome, index));

    private static float[] Shares(IReadOnlyList<string> labels, int turn)
    {
        var weights = Enumerable.Range(0, labels.Count).Select(label => 1f + ((label + turn) % labels.Count)).ToArray();
        return Array.ConvertAll(weights, weight => weight / weights.Sum());
    }

    private static string Text(SparseVector vector) => Join(vector.Indices.Zip(vector.Values, (position, value) => position + ":" + Number(value)));

    private static string Join(IEnumerable<string> parts) => string.Join(' ', parts);

    // Few places: the last ones may differ from processor to processor.
    private static string Number(float value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
