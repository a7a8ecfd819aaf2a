using System.Text.Json;
using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Scoring.Models;

public sealed class ScoringModelTests
{
    [Fact]
    public async Task LoadAsync_KnowsVersionAndLanguages_WhenTheModelsAreWhole()
    {
        var model = await Shipped.ModelAsync();

        model.Version.ShouldStartWith("callqa-scoring/1+");
        model.Languages.ShouldBe(["en", "de"]);
    }

    [Fact]
    public async Task LoadAsync_NamesTheFile_WhenTheFolderIsMissing()
    {
        var problem = await RefusalAsync("no-such-model");

        problem.Message.ShouldContain("manifest.json is missing");
    }

    [Theory]
    [InlineData("vocabulary.txt")]
    [InlineData("turn-empathy.zip")]
    [InlineData("calibration.json")]
    public async Task LoadAsync_NamesTheFile_WhenAFileIsDamaged(string name)
    {
        using var folder = CopyOfModels();
        await File.AppendAllTextAsync(Path.Combine(folder.Path, name), "x", TestContext.Current.CancellationToken);

        (await RefusalAsync(folder.Path)).Message.ShouldContain(name + " is damaged");
    }

    [Fact]
    public async Task LoadAsync_NamesTheFile_WhenAFileIsMissing()
    {
        using var folder = CopyOfModels();
        File.Delete(Path.Combine(folder.Path, "call-resolution.zip"));

        (await RefusalAsync(folder.Path)).Message.ShouldContain("call-resolution.zip is missing");
    }

    [Theory]
    [InlineData("{", "is not a model manifest")]
    [InlineData("{}", "is not a model manifest")]
    [InlineData("""{"format":9,"version":"x","languages":[],"seed":1,"trainedAt":"2026-01-01T00:00:00Z","corpusHash":"","features":{},"files":[],"metrics":[]}""", "format 9")]
    [InlineData("""{"format":4,"version":"x","languages":[],"seed":1,"trainedAt":"2026-01-01T00:00:00Z","corpusHash":"","features":{},"files":[],"metrics":[]}""", "trained on other features (call-courtesy none where")]
    public async Task LoadAsync_Refuses_WhenTheManifestIsWrong(string manifest, string complaint)
    {
        using var folder = new TemporaryFolder();
        folder.Write("manifest.json", manifest);

        (await RefusalAsync(folder.Path)).Message.ShouldContain(complaint);
    }

    [Fact]
    public async Task LoadAsync_Refuses_WhenTheManifestNamesNoFiles()
    {
        using var folder = new TemporaryFolder();
        var manifest = await ModelFolder.ReadManifestAsync(Shipped.ModelDirectory, TestContext.Current.CancellationToken);
        folder.Write("manifest.json", JsonSerializer.Serialize(manifest with { Files = [] }, ModelManifest.Json));

        (await RefusalAsync(folder.Path)).Message.ShouldContain("does not hold scoring models");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task LoadAsync_MixesInThePriorOfTheTraining_WhenTheProgramHasANewerOne(string version)
    {
        using var folder = CopyOfModels();
        var manifest = await ModelFolder.ReadManifestAsync(folder.Path, TestContext.Current.CancellationToken);
        var features = new Dictionary<string, string>(manifest.Features) { [FeatureVersions.Prior] = version };
        folder.Write(ModelManifest.FileName, JsonSerializer.Serialize(manifest with { Features = features }, ModelManifest.Json));

        using var model = await ScoringModel.LoadAsync(folder.Path, TestContext.Current.CancellationToken);
        var call = model.Prepare(Dialogue.From(new Transcript("call", "en",
        [
            new(Speaker.Customer, "My parcel has not come and nobody answers."),
            new(Speaker.Agent, "I am sorry. I have sent you another one."),
            new(Speaker.Customer, "Thank you, that helps."),
        ])));
        var own = model.OwnProbabilities(Criterion.Resolution, call);

        model.Probabilities(Criterion.Resolution, call).ShouldBe(NaturalPrior.Of(version)!.Mix(own, call));
        model.Probabilities(Criterion.Resolution, call).ShouldNotBe(NaturalPrior.Of(version == "1" ? "2" : "1")!.Mix(own, call));
    }

    private static async Task<InputException> RefusalAsync(string directory)
    {
        var problem = await Should.ThrowAsync<InputException>(() => ScoringModel.LoadAsync(directory, CancellationToken.None));
        problem.Fault.ShouldBe(InputFault.Model);
        return problem;
    }

    private static TemporaryFolder CopyOfModels()
    {
        var folder = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(Shipped.ModelDirectory))
            File.Copy(file, Path.Combine(folder.Path, Path.GetFileName(file)));
        return folder;
    }
}
