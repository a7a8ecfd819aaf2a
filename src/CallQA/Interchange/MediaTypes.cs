namespace CallQA.Interchange;

/// <summary>Media types of recordings, by their names' extensions.</summary>
internal static class MediaTypes
{
    private static readonly (string Extension, string Type)[] Known =
    [
        (".wav", "audio/x-wav"), (".mp3", "audio/x-mp3"), (".ogg", "audio/ogg"), (".opus", "audio/ogg"), (".flac", "audio/flac"), (".m4a", "audio/mp4"), (".mp4", "audio/mp4"),
        (".webm", "audio/webm"), (".amr", "audio/AMR"), (".awb", "audio/AMR-WB"), (".aac", "audio/aac"), (".aiff", "audio/aiff"), (".au", "audio/basic"),
    ];

    public static string Of(string fileName) =>
        Array.Find(Known, known => known.Extension.Equals(Path.GetExtension(fileName), StringComparison.OrdinalIgnoreCase)).Type ?? "application/octet-stream";

    /// <summary>The extension of a type, or none: the content tells what it is.</summary>
    public static string ExtensionOf(string? type) => Array.Find(Known, known => known.Type.Equals(type, StringComparison.OrdinalIgnoreCase)).Extension ?? "";
}
