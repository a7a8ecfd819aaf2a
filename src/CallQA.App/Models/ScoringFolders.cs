namespace CallQA.App.Models;

/// <summary>Where the scoring models and the labelled calls they were trained on are.</summary>
internal static class ScoringFolders
{
    /// <summary>Folder of the trained models inside a models folder.</summary>
    public static string In(string modelsFolder) => Path.Combine(modelsFolder, "scoring", "en-de");

    /// <summary>The shipped models.</summary>
    public static string Models => In(ProductFolders.Models);

    /// <summary>The labelled calls they were trained on, which ship beside them.</summary>
    public static string Corpus => Path.Combine(ProductFolders.Models, "scoring", "corpus");
}
