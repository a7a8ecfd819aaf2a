using CallQA.Interchange;
using CallQA.Recordings;

namespace CallQA.App.Jobs;

/// <summary>Which files of a folder or bucket that holds other things, too, are meant as recordings.</summary>
internal static class RecordingNames
{
    private static readonly HashSet<string> Extensions = new(
        [".wav", ".wave", ".mp3", ".ogg", ".oga", ".opus", ".webm", ".flac", ".m4a", ".mp4", ".aac", ".amr", ".gsm", ".wma", ".au", ".aif", ".aiff", .. RawFormat.Extensions, VconReader.Extension],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The names that a recording can have whose name begins like this: with each extension, or as it is.</summary>
    public static IEnumerable<string> From(string stem) => [stem, .. Extensions.Select(extension => stem + extension), .. Extensions.Select(extension => stem + extension.ToUpperInvariant())];

    /// <summary>Whether a name, without folders, is that of a recording.</summary>
    public static bool IsRecording(string name) => Extensions.Contains(Path.GetExtension(name)) && !name.StartsWith('.');
}
