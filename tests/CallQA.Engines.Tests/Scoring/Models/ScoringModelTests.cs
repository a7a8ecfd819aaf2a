using System.Text.Json;
using CallQA.Engines.Scoring.Models;

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
