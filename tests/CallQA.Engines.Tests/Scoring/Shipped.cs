using CallQA.Engines.Scoring.Models;

namespace CallQA.Engines.Tests.Scoring;

/// <summary>The corpus and models in the repository, loaded once.</summary>
internal static class Shipped
{
    public static string ModelDirectory { get; } = Path.Combine(Root(), "models", "scoring", "en-de");

    public static string CorpusDirectory { get; } = Path.Combine(Root(), "models", "scoring", "corpus");

    private static readonly Lazy<Task<ScoringModel>> LazyModel = new(() => ScoringModel.LoadAsync(ModelDirectory, CancellationToken.None));

    public static Task<ScoringModel> ModelAsync() => LazyModel.Value;

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "CallQA.sln")))
            directory = directory.Parent ?? throw new DirectoryNotFoundException("The tests must run inside the repository.");
        return directory.FullName;
    }
}
