namespace CallQA.App.Models;

/// <summary>Where speech models lie: the shipped ones, and those that the user pulled or added.</summary>
/// <param name="Shipped">Folder of the shipped models, perhaps read-only.</param>
/// <param name="Chosen">The setting <c>Downloads:Folder</c>; null to choose.</param>
internal sealed record SpeechModelFolders(string Shipped, string? Chosen)
{
    /// <summary>The folders to look in, later ones going before earlier ones.</summary>
    public IReadOnlyList<string> All => Own is { } own && own != Shipped ? [Shipped, own] : [Shipped];

    /// <summary>The folder to pull and add into: the chosen one, else that of the shipped models where it may be written, else the user's.</summary>
    public string Target => Chosen ?? (MayWrite(Shipped) ? Shipped : OfUser ?? Shipped);

    private string? Own => Chosen ?? OfUser;

    private static string? OfUser => Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } data
        ? Path.Combine(data, "callqa", "models", "whisper")
        : null;

    private static bool MayWrite(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var probe = new FileStream(
                Path.Combine(folder, $".{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
