using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Quality;
using CallQA.Engines.Scoring.Training;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Scoring.Training;

public sealed class ModelCardTests
{
    private static readonly TrainingOptions Options = new() { CorpusDirectory = Shipped.CorpusDirectory, OutputDirectory = Shipped.ModelDirectory };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Write_GivesTheShippedCard_ButForTheFigures()
    {
        var corpus = await CorpusReader.ReadAsync(Shipped.CorpusDirectory, Token);
        var report = new ModelEvaluator(await Shipped.ModelAsync()).Evaluate(corpus, CorpusPart.Test, Token);

        var card = ModelCard.Write(report, corpus, await CorpusProvenance.ReadAsync(Shipped.CorpusDirectory, corpus.Hash, Token), Options);

        // Figures may differ in the last digit between machines; the manifest's test holds them.
        WithoutFigures(card).ShouldBe(WithoutFigures(await File.ReadAllTextAsync(Path.Combine(Shipped.ModelDirectory, ModelCard.FileName), Token)));
        card.ShouldContain("No human reviewer has scored its calls");
        card.ShouldContain("Licence: part of CallQA");
        card.ShouldNotContain("contact centre that trained");
    }

    [Fact]
    public async Task Write_TellsOfReviews_WhenTheyWereLearntFrom()
    {
        var corpus = ReviewLines.AddTo(Corpus(), [Review("r", CorpusPart.Train, "Hello."), Review("s", CorpusPart.Train, "Good day."), Review("t", CorpusPart.Test, "Yes.")]);

        var card = ModelCard.Write(Nothing, corpus, await ProvenanceAsync(), Options);

        card.ShouldContain("Trained on 1 calls of the corpus and on 2 reviewed calls and passages.");
        card.ShouldContain("Beside the corpus, 2 calls and passages of the contact centre that trained these models were learnt from, and 1 more");
        card.ShouldContain("people of it scored them");
    }

    [Fact]
    public async Task Write_SaysThatNothingIsKnown_WhenTheCorpusIsAnother()
    {
        (await CorpusProvenance.ReadAsync(Shipped.CorpusDirectory, "another", Token)).ShouldBeNull();

        var card = ModelCard.Write(Nothing, Corpus(), provenance: null, Options);

        card.ShouldContain("is not known: its folder holds no `provenance.json`");
        card.ShouldNotContain("synthetic");
    }

    private static EvaluationReport Nothing { get; } = new("model", "corpus", "test", [], [], []);

    private static LabelledCorpus Corpus() => new([Review("a", CorpusPart.Train, "Good morning.") with { Source = "en-a" }], "hash");

    private static LabelledConversation Review(string id, CorpusPart part, string words) =>
        new(id, "en", ConversationKind.Call, part, ReviewLines.Source, [new(Speaker.Agent, words)], Empathy: 3);

    private static async Task<CorpusProvenance?> ProvenanceAsync() =>
        await CorpusProvenance.ReadAsync(Shipped.CorpusDirectory, (await CorpusReader.ReadAsync(Shipped.CorpusDirectory, Token)).Hash, Token);

    private static IEnumerable<string> WithoutFigures(string card) => card.Split('\n').Where(line => !line.StartsWith("| ", StringComparison.Ordinal));
}
