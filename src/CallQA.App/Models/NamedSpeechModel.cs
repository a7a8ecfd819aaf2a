using CallQA.Engines.Whisper;

namespace CallQA.App.Models;

/// <summary>A speech model that somebody names for some calls, looked at before any call is handed to it.</summary>
internal static class NamedSpeechModel
{
    /// <summary>Finds the model, compares a listed one with its hash and reads the header of the file.</summary>
    /// <param name="nameOrPath">A name from <c>callqa models list</c>, or a ggml file.</param>
    /// <param name="folders">Folders in which models are looked for by name.</param>
    /// <param name="cancellationToken">Stops the hashing.</param>
    /// <returns>The name it is listed under, or the whole path of its file: both mean the same to every worker of this machine.</returns>
    /// <exception cref="InputException">There is no such model, or its file is missing, damaged or of another format.</exception>
    public static async Task<string> FindAsync(string nameOrPath, IReadOnlyList<string> folders, CancellationToken cancellationToken)
    {
        var manifest = await ModelManifest.ReadAsync(folders, cancellationToken);
        var resolved = await manifest.ResolveAsync(nameOrPath, cancellationToken);
        ModelFile.Read(resolved.Path);
        return resolved.Entry?.Name ?? Path.GetFullPath(resolved.Path);
    }
}
