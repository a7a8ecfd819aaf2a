using CallQA.Interchange;
using CallQA.Recordings;

namespace CallQA.App.Jobs;

/// <summary>Which files of a folder or bucket that holds other things, too, are meant as recordings.</summary>
internal static class RecordingNames
{
    private const string BothSides = "-all";

    private static readonly HashSet<string> Extensions = new(
        [".wav", ".wave", ".mp3", ".ogg", ".oga", ".opus", ".webm", ".flac", ".mka", ".mkv", ".m4a", ".mp4", ".aac", ".ac3", ".amr", ".awb", ".gsm", ".wma", ".au", ".aif", ".aiff", ".caf", ".w64", .. RawFormat.Extensions, VconReader.Extension],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The names that a recording can have whose name begins like this: with each extension, or as it is.</summary>
    public static IEnumerable<string> From(string stem) => [stem, .. Extensions.Select(extension => stem + extension), .. Extensions.Select(extension => stem + extension.ToUpperInvariant())];

    /// <summary>The same, and those by which diallers mean it.</summary>
    public static IEnumerable<string> Fitting(string stem) => From(stem).Concat(From(stem + BothSides));

    /// <summary>The names without extension by which a list may mean a recording: diallers add <c>-all</c> to the one that holds both sides.</summary>
    /// <param name="path">The recording's name or path.</param>
    public static IEnumerable<string> StemsOf(string path)
    {
        var stem = path[..^Path.GetExtension(path).Length];
        yield return stem;
        if (stem.EndsWith(BothSides, StringComparison.OrdinalIgnoreCase)) yield return stem[..^BothSides.Length];
    }

    /// <summary>Whether a name, without folders, is that of a recording.</summary>
    public static bool IsRecording(string name) => Extensions.Contains(Path.GetExtension(name)) && !name.StartsWith('.');
}
