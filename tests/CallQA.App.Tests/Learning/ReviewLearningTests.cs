using System.Text.Json;
using System.Text.Json.Nodes;
using CallQA.App.Identity;
using CallQA.App.Jobs;
using CallQA.App.Learning;
using CallQA.App.Review.Disputes;
using CallQA.App.Storage;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Storage;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Quality;
using CallQA.Engines.Scoring.Training;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CallQA.App.Tests.Learning;

public sealed class ReviewLearningTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WriteAsync_TakesTheAnswersThatCountInTheEnd()
    {
        await using var place = await OpenAsync();
        await LearningPlace.ReviewAsync(place, "first", 1, "orders", agreeing: false);
        await LearningPlace.ReviewAsync(place, "first", 1, "orders");

        var version = await place.Get<ReviewLearning>().WriteAsync(Token);

        version.Reviews.ShouldBe(1);
        var call = (await new ReviewDataset(place.Settings.LearningPath).ReadAsync(Token)).Single();
        (call.Id, call.Part, call.Empathy, call.Resolution).ShouldBe((ReviewedCall.IdOf("first"), ReviewedCall.PartOf("first"), 4, CallQA.Scoring.Resolution.Partial));
        call.Turns.Select(turn => turn.Speaker).ShouldBe([CallQA.Transcription.Speaker.Agent, CallQA.Transcription.Speaker.Customer]);
        (await place.Get<ReviewLearning>().WriteAsync(Token)).Version.ShouldBe(version.Version);
        (await new ReviewDataset(place.Settings.LearningPath).VersionsAsync(Token)).Count.ShouldBe(1, "nothing has changed");
    }

    [Fact]
    public async Task WriteAsync_TeachesTheLanguageThatIsSpoken_WhenTheCallIsMarkedAsAnother()
    {
        await using var place = await OpenAsync();
        await LearningPlace.ScoreAsync(place, "german", 1, "orders", spoken: "Guten Tag, wie kann ich Ihnen helfen? Ihre Bestellung ist noch nicht hier, aber ich kann für Sie nachsehen, bitte bleiben Sie dran.");
        await LearningPlace.ReviewAsync(place, "german", 1, "orders");

        await place.Get<ReviewLearning>().WriteAsync(Token);

        (await new ReviewDataset(place.Settings.LearningPath).ReadAsync(Token)).Single().Language.ShouldBe("de");
    }

    [Fact]
    public async Task WriteAsync_LeavesOutWhatNobodyAllowsOrSomebodyDisputes()
    {
        await using var place = await OpenAsync();
        await LearningPlace.ReviewAsync(place, "silent", 1, "complaints");
        await LearningPlace.ReviewAsync(place, "forbidden", 2, "orders");
        await LearningPlace.ReviewAsync(place, "disputed", 3, "orders");
        await LearningPlace.ReviewAsync(place, "allowed", 4, "complaints");
        await Control(place).ConsentAsync("forbidden", false, Token);
        await Control(place).ConsentAsync("allowed", true, Token);
        await place.Get<Standings>().DisputeAsync("disputed", "agent", "Agent", new(null, [new("empathy", "It was more.")]), Token);

        var version = await place.Get<ReviewLearning>().WriteAsync(Token);

        version.LeftOut.ShouldBe(new Dictionary<string, int> { [ReviewedCalls.Disputed] = 1, [ReviewedCalls.NoConsent] = 2 });
        (await new ReviewDataset(place.Settings.LearningPath).ReadAsync(Token)).Select(call => call.Id).ShouldBe([ReviewedCall.IdOf("allowed")]);
    }

    [Fact]
    public async Task Dataset_LosesACallAtOnce_WhenItIsErasedOrForbidden()
    {
        await using var place = await OpenAsync();
        foreach (var number in Enumerable.Range(1, 3)) await LearningPlace.ReviewAsync(place, $"call-{number}", number, "orders");
        await place.Get<ReviewLearning>().WriteAsync(Token);

        await place.Get<CallErasure>().EraseAsync("call-1", "boss", Token);
        await Control(place).ConsentAsync("call-2", false, Token);

        var path = new ReviewDataset(place.Settings.LearningPath).Path;
        (await File.ReadAllTextAsync(path, Token)).ShouldNotContain("order kkl");
        (await new ReviewDataset(place.Settings.LearningPath).ReadAsync(Token)).Select(call => call.Id).ShouldBe([ReviewedCall.IdOf("call-3")]);
    }

    [Fact]
    public async Task TrainIfDueAsync_PromotesABetterCandidate_AndGoesBack()
    {
        var better = true;
        TrainingOptions? asked = null;
        await using var place = await OpenAsync(async (options, token) =>
        {
            asked = options;
            return await TrainAsync(options, better, token);
        });
        await LearningPlace.ReviewAsync(place, "first", 1, "orders");
        var learning = place.Get<ReviewLearning>();
        await learning.WriteAsync(Token);

        (await learning.TrainIfDueAsync(Token)).ShouldBe(CandidateOutcome.InForce);

        asked!.ChampionDirectory.ShouldBe(place.Settings.Engines.ScoringFolder);
        asked.Reviews.Count.ShouldBe(1);
        var force = (await learning.Models.InForceAsync(Token))!;
        (force.Folder, force.Version, force.BeforeVersion, force.RolledBack).ShouldBe(("fresh1", "scoring+fresh1", "scoring+old", false));
        File.Exists(Path.Combine(learning.Models.PathOf("fresh1"), "manifest.json")).ShouldBeTrue();
        (await learning.TrainIfDueAsync(Token)).ShouldBe(CandidateOutcome.NotDue, "no review has come since");
        better = false;
        await learning.TrainAsync("boss", Token);
        asked.ChampionDirectory.ShouldBe(place.Settings.Engines.ScoringFolder, "the manifest of those in force cannot be read: the product's models answer");
        (await learning.Models.InForceAsync(Token))!.Folder.ShouldBe("fresh1");
        (await place.Get<ModelReturns>().RollBackAsync("worse", "boss", Token))!.Folder.ShouldBeNull();
        (await place.Get<ModelReturns>().RollBackAsync("worse", "boss", Token)).ShouldBeNull("there is nothing before");
        (await learning.Models.HistoryAsync(Token)).Select(entry => (entry.Replaced, entry.RolledBack)).ShouldBe([(true, false), (false, false), (true, true)]);
        (await place.Get<AuditTrail>().ListAsync(null, 0, 2, Token)).Select(entry => entry.Action).ShouldBe([AuditTrail.ModelRolledBack, AuditTrail.ModelPromoted]);
    }

    [Fact]
    public async Task Night_LearnsOnlyWhereItIsTold()
    {
        await using var place = await TestWorkplace.OpenAsync();
        await using var learning = await OpenAsync();

        place.Get<NightlySteps>().Alone().ShouldNotContain(step => step.Name == "learning-candidate");
        learning.Get<NightlySteps>().Alone().ShouldContain(step => step.Name == "learning-candidate");
    }

    [Fact]
    public async Task LiveReader_GoesOverToTheModelsInForce()
    {
        using var folder = new TemporaryFolder();
        var models = new PromotedModels(Path.Combine(ProductFolders.Models, "scoring", "en-de"), folder.Of("scoring"));
        using var reader = await LiveReader.LoadAsync(models, Token);
        var product = reader.Model;
        (await reader.RefreshAsync(Token)).ShouldBeFalse();
        CopyOfProduct(models, "scoring+other");

        await models.PromoteAsync("scoring+other", product, DateTimeOffset.UnixEpoch, Token);

        (await reader.RefreshAsync(Token)).ShouldBeTrue();
        reader.Model.ShouldBe("scoring+other");
        using (var another = await LiveReader.LoadAsync(models, Token)) another.Model.ShouldBe("scoring+other");
        File.WriteAllText(Path.Combine(models.PathOf("other"), "manifest.json"), "{}");
        using (var damaged = await LiveReader.LoadAsync(models, Token)) damaged.Model.ShouldBe(product, "learnt models that cannot be read leave the product's in force");
        (await models.AnsweringAsync(Token)).ShouldBeNull();
        await models.RollBackAsync(DateTimeOffset.UnixEpoch, Token);
        (await reader.RefreshAsync(Token)).ShouldBeTrue();
        reader.Model.ShouldBe(product);
    }

    private static void CopyOfProduct(PromotedModels models, string version)
    {
        Directory.CreateDirectory(models.CandidateFolder);
        foreach (var file in Directory.EnumerateFiles(models.Product)) File.Copy(file, Path.Combine(models.CandidateFolder, Path.GetFileName(file)));
        var path = Path.Combine(models.CandidateFolder, "manifest.json");
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        manifest["version"] = version;
        File.WriteAllText(path, manifest.ToJsonString());
    }

    private static Task<TestWorkplace> OpenAsync(CandidateTraining? training = null) => LearningPlace.OpenAsync(services =>
    {
        if (training is not null) services.Replace(ServiceDescriptor.Singleton(training));
    });

    private static CallControl Control(TestWorkplace place) => place.Get<CallControl>();

    private static async Task<TrainingResult> TrainAsync(TrainingOptions options, bool better, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.OutputDirectory);
        if (better) await File.WriteAllTextAsync(Path.Combine(options.OutputDirectory, "manifest.json"), "{}", cancellationToken);
        await ModelRegistry.AddAsync(
            options.OutputDirectory,
            new("scoring+fresh1", DateTimeOffset.UnixEpoch, "hash", 1, ["en"], better, "so it was", "scoring+old", []) { Reviews = options.Reviews.Count(one => one.Part == CorpusPart.Train), FreshReviews = options.Reviews.Count(one => one.Part == CorpusPart.Test) },
            cancellationToken);
        return new("scoring+fresh1", options.OutputDirectory, 1, JsonSerializer.Deserialize<EvaluationReport>("null")!, new(better, "so it was", "scoring+old", null));
    }
}
