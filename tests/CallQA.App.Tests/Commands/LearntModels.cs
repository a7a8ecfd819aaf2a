using System.Text.Json.Nodes;
using CallQA.App.Learning;
using CallQA.App.Models;

namespace CallQA.App.Tests.Commands;

/// <summary>A data directory in which scoring models learnt from reviews are in force.</summary>
internal static class LearntModels
{
    public const string Version = "callqa-scoring/1+learnt";

    /// <summary>The settings under which they count.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string> { ["CALLQA__LEARNING__ENABLED"] = "true" };

    /// <summary>Puts a copy of the product's models in force, under a version of its own.</summary>
    public static async Task PutInForceAsync(string dataDirectory)
    {
        var token = TestContext.Current.CancellationToken;
        var models = new PromotedModels(ScoringFolders.In(Path.Combine(Cli.Repository, "models")), Path.Combine(dataDirectory, "learning", "scoring"));
        Directory.CreateDirectory(models.CandidateFolder);
        foreach (var file in Directory.EnumerateFiles(models.Product)) File.Copy(file, Path.Combine(models.CandidateFolder, Path.GetFileName(file)));
        var path = Path.Combine(models.CandidateFolder, "manifest.json");
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(path, token))!;
        manifest["version"] = Version;
        await File.WriteAllTextAsync(path, manifest.ToJsonString(), token);
        await models.PromoteAsync(Version, "callqa-scoring/1+before", DateTimeOffset.UnixEpoch, token);
    }
}
