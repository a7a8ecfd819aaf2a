using System.Runtime.CompilerServices;

namespace CallQA.Tests;

/// <summary>The sample calls of the repository.</summary>
internal static class Samples
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "samples"));

    public static string CallList => Path.Combine(Folder, "calls.csv");

    public static TheoryData<string> Calls { get; } =
        [.. Directory.GetFiles(Path.Combine(Folder, "calls"), "*.wav").Order(StringComparer.Ordinal).Select(path => Path.GetFileNameWithoutExtension(path)!)];

    public static string Recording(string id) => Path.Combine(Folder, "calls", id + ".wav");

    public static string Reference(string id) => Path.Combine(Folder, "calls", id + ".reference.json");

    private static string Here([CallerFilePath] string path = "") => path;
}
