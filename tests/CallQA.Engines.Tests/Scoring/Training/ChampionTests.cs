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

    [Fact]
    public async Task ChallengeAsync_SaysThatNoCallIsCommon_WhenAllWereRewritten()
    {
        using var folder = OfOtherFeatures(text => text.Replace("\"words\":\"", "\"words\":\"x", StringComparison.Ordinal));

        var verdict = await ChallengeAsync(folder.Path);

        verdict.ShouldBe(new(true, "the model before has scored none of the held-out calls", once.Result.Version, null));
    }

    private async Task<Verdict> ChallengeAsync(string directory)
    {
        var corpus = await CorpusReader.ReadAsync(once.Corpus, Token);
        using var model = await ScoringModel.LoadAsync(once.Result.OutputDirectory, Token);
        var scored = new ModelEvaluator(model).ScoreCalls(corpus, CorpusPart.Test, Token);
        return await Champion.ChallengeAsync(directory, Champion.Names(model.Languages), scored, corpus, force: false, Token);
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
