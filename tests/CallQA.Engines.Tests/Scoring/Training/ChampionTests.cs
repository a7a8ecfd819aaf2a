using System.Text.Json.Nodes;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Quality;
using CallQA.Engines.Scoring.Training;

namespace CallQA.Engines.Tests.Scoring.Training;

public sealed class ChampionTests(SmallTraining once) : IClassFixture<SmallTraining>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ChallengeAsync_ComparesWithTheScoresKept_WhenTheChampionWasFittedOnOtherFeatures()
    {
        using var folder = OfOtherFeatures(rewriteScores: text => text);

        var verdict = await ChallengeAsync(folder.Path);

        verdict.Champion.ShouldBe(once.Result.Version);
        verdict.Replaced.ShouldBeFalse("it is as good as itself");
        verdict.Comparison!.Calls.ShouldBe(once.Result.Report.Criteria.First(one => one.Language == "all").Calls);
    }

    [Fact]
    public async Task ChallengeAsync_LetsTheCandidateWin_WhenTheScoresKeptAreWorse()
    {
        using var folder = OfOtherFeatures(text => text.Replace("\"scores\":[4", "\"scores\":[0", StringComparison.Ordinal)
            .Replace("\"scores\":[3", "\"scores\":[0", StringComparison.Ordinal).Replace(",2]", ",0]", StringComparison.Ordinal));

        var verdict = await ChallengeAsync(folder.Path);

        verdict.Replaced.ShouldBeTrue();
        verdict.Comparison!.Difference.ShouldBePositive();
    }

    [Theory]
    [InlineData(false, "no held-out call was scored by both, so that they cannot be compared")]
    [InlineData(true, "no held-out call was scored by both, so that they cannot be compared, replaced because asked to")]
    public async Task ChallengeAsync_KeepsTheChampionUnlessAskedTo_WhenNoCallIsCommon(bool force, string why)
    {
        using var folder = OfOtherFeatures(text => text.Replace("\"words\":\"", "\"words\":\"x", StringComparison.Ordinal));

        var verdict = await ChallengeAsync(folder.Path, force: force);

        verdict.ShouldBe(new(force, why, once.Result.Version, null));
    }

    [Fact]
    public async Task ChallengeAsync_LetsTheCandidateIn_WhenNoModelStands()
    {
        using var folder = new TemporaryFolder();

        (await ChallengeAsync(folder.Path)).ShouldBe(new(true, "there was no model that this version can read", null, null));
    }

    [Theory]
    [InlineData(false, "the new one does not know de")]
    [InlineData(true, ", replaced because asked to, although it does not know de")]
    public async Task ChallengeAsync_KeepsTheChampionUnlessAskedTo_WhenTheCandidateLacksALanguage(bool force, string why)
    {
        var verdict = await ChallengeAsync(once.Result.OutputDirectory, ["en"], force);

        verdict.Replaced.ShouldBe(force);
        verdict.Why.ShouldEndWith(why);
        verdict.Champion.ShouldBe(once.Result.Version);
    }

    [Fact]
    public async Task ChallengeAsync_ComparesOnTheCallsOfTheSharedLanguages_WhenTheCandidateKnowsMore()
    {
        using var folder = OfOtherFeatures(text => string.Join('\n', text.Split('\n').Where(line => !line.Contains("\"id\":\"de", StringComparison.Ordinal)))
            .Replace(",\n]", "\n]", StringComparison.Ordinal));
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Path, ModelManifest.FileName), Token))!;
        manifest["languages"] = new JsonArray("en");
        folder.Write(ModelManifest.FileName, manifest.ToJsonString());

        var verdict = await ChallengeAsync(folder.Path);

        verdict.Replaced.ShouldBeFalse("it is as good as itself");
        verdict.Comparison!.Calls.ShouldBe(once.Result.Report.Criteria.First(one => one.Language == "en").Calls);
    }

    private async Task<Verdict> ChallengeAsync(string directory, IReadOnlyList<string>? languages = null, bool force = false)
    {
        var corpus = await CorpusReader.ReadAsync(once.Corpus, Token);
        using var model = await ScoringModel.LoadAsync(once.Result.OutputDirectory, Token);
        var scored = new ModelEvaluator(model).ScoreCalls(corpus, CorpusPart.Test, Token);
        return await Champion.ChallengeAsync(directory, languages ?? model.Languages, scored, corpus, force, Token);
    }

    private TemporaryFolder OfOtherFeatures(Func<string, string> rewriteScores)
    {
        var folder = new TemporaryFolder();
        foreach (var name in new[] { ModelManifest.FileName, HeldOutScores.FileName })
            folder.Write(name, File.ReadAllText(Path.Combine(once.Result.OutputDirectory, name)));
        var tokens = $"\"tokens\": \"{FeatureVersions.Current["tokens"]}\"";
        var manifest = File.ReadAllText(Path.Combine(folder.Path, ModelManifest.FileName));
        manifest.ShouldContain(tokens);
        folder.Write(ModelManifest.FileName, manifest.Replace(tokens, "\"tokens\": \"0\"", StringComparison.Ordinal));
        folder.Write(HeldOutScores.FileName, rewriteScores(File.ReadAllText(Path.Combine(folder.Path, HeldOutScores.FileName))));
        return folder;
    }
}
