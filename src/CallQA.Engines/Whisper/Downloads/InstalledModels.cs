namespace CallQA.Engines.Whisper.Downloads;

/// <summary>Writes a folder's <c>installed.json</c>: one process at a time, the file replaced as a whole.</summary>
/// <param name="folder">The folder; made when missing.</param>
internal sealed class InstalledModels(string folder)
{
    private const int Attempts = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly string _path = Path.Combine(folder, ModelManifest.InstalledFileName);

    /// <summary>Lists a model, in place of one of the same name.</summary>
    /// <param name="entry">The model.</param>
    /// <param name="makeDefault">True to use it when none is named.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    public async Task RegisterAsync(ModelEntry entry, bool makeDefault, CancellationToken cancellationToken)
    {
        await using var alone = await LockAsync(cancellationToken);
        var current = await ManifestFile.ReadAsync(_path, cancellationToken);
        var models = current.Models.Where(model => !model.Name.Equals(entry.Name, StringComparison.OrdinalIgnoreCase)).Append(entry);
        await new ManifestFile([.. models], makeDefault ? entry.Name : current.Default).WriteAsync(_path, cancellationToken);
    }

    /// <summary>Takes a model off the list; where it was the default there is none then.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    public async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        await using var alone = await LockAsync(cancellationToken);
        var current = await ManifestFile.ReadAsync(_path, cancellationToken);
        var models = current.Models.Where(model => !model.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        await new ManifestFile([.. models], name.Equals(current.Default, StringComparison.OrdinalIgnoreCase) ? null : current.Default).WriteAsync(_path, cancellationToken);
    }

    /// <summary>Says which model is used when none is named.</summary>
    public async Task MakeDefaultAsync(string name, CancellationToken cancellationToken)
    {
        await using var alone = await LockAsync(cancellationToken);
        var current = await ManifestFile.ReadAsync(_path, cancellationToken);
        await (current with { Default = name }).WriteAsync(_path, cancellationToken);
    }

    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(_path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < Attempts && File.Exists(_path + ".lock"))
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }
}
