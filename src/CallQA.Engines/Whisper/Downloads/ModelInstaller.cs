using System.Security.Cryptography;
using CallQA.Recordings;

namespace CallQA.Engines.Whisper.Downloads;

/// <summary>A model that is there now.</summary>
/// <param name="Model">The model as it is listed.</param>
/// <param name="AlreadyThere">True when nothing had to be brought.</param>
/// <param name="Pinned">True when its content was checked against a published hash; false when its hash was recorded as it came.</param>
public sealed record InstalledModel(ListedModel Model, bool AlreadyThere, bool Pinned);

/// <summary>A model that is gone.</summary>
/// <param name="Name">The name it had.</param>
/// <param name="Path">Where its file was, or still is.</param>
/// <param name="FileDeleted">False when the file was only linked and stays.</param>
public sealed record RemovedModel(string Name, string Path, bool FileDeleted);

/// <summary>Brings models into a folder and lists them in its <c>installed.json</c>; the shipped manifest is never touched.</summary>
/// <param name="folder">The folder; made when missing.</param>
/// <param name="known">The models that are listed already, in this and other folders.</param>
/// <param name="freeSpace">Bytes free where a path lies; null to ask the system.</param>
public sealed class ModelInstaller(string folder, ModelManifest known, Func<string, long>? freeSpace = null)
{
    private readonly InstalledModels _installed = new(folder);

    /// <summary>Downloads a model by name; one that is there and unaltered is left as it is.</summary>
    /// <param name="name">A name of <see cref="OfficialModels"/>; with another base address than the official one, any name.</param>
    /// <param name="options">From where and how patiently.</param>
    /// <param name="makeDefault">True to use it when none is named.</param>
    /// <param name="progress">Told how far it is; may be null.</param>
    /// <param name="cancellationToken">Stops it; what has come is kept for the next attempt.</param>
    /// <exception cref="InputException">The name is none, or the model could not be brought; the sentence says why and what to do.</exception>
    public async Task<InstalledModel> PullAsync(
        string name, DownloadOptions options, bool makeDefault, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        var expected = ExpectedOf(name, options);
        if (known.Find(name) is { } listed && await ModelVerification.CheckAsync(listed, cancellationToken) is { State: ModelState.Ok })
        {
            if (makeDefault)
                await _installed.MakeDefaultAsync(listed.Entry.Name, cancellationToken);
            return new InstalledModel(listed, AlreadyThere: true, expected.IsPinned);
        }

        var request = new DownloadRequest(name, options.AddressOf(ModelName.FileOf(name)), Path.Combine(folder, ModelName.FileOf(name)), expected);
        using var download = new ModelDownload(options, TimeProvider.System, freeSpace);
        var file = await download.RunAsync(request, progress, cancellationToken);
        RefuseUnusable(file.Path, request.Address);
        var entry = new ModelEntry(name, ModelName.FileOf(name), file.Sha256, file.Bytes, LanguageOf(file.Path), Source: request.Address.GetLeftPart(UriPartial.Path));
        return await ListAsync(entry, makeDefault, expected.IsPinned);
    }

    /// <summary>Lists a file of one's own, copied into the folder or left where it is.</summary>
    /// <param name="path">A ggml Whisper file.</param>
    /// <param name="name">Name to ask for it by; null to make it from the file's name.</param>
    /// <param name="language">Language it hears best, ISO 639-1; null for the one its header tells.</param>
    /// <param name="link">True to leave the file where it is.</param>
    /// <param name="makeDefault">True to use it when none is named.</param>
    /// <param name="cancellationToken">Stops it; nothing is left behind.</param>
    /// <exception cref="InputException">The file is no usable model, the name is none or taken, or the folder cannot be written.</exception>
    public async Task<InstalledModel> AddAsync(
        string path, string? name, string? language, bool link, bool makeDefault, CancellationToken cancellationToken)
    {
        var header = ModelFile.Read(path);
        name = ModelName.Check(name ?? NameOf(path));
        if (known.Find(name) is { Shipped: true })
            throw new InputException(InputFault.Settings, $"The name '{name}' belongs to a shipped model; choose another with --name.");
        var source = Path.GetFullPath(path);
        var target = link ? source : Path.Combine(Path.GetFullPath(folder), ModelName.FileOf(name));
        if (source != target)
            await CopyAsync(source, target, name, cancellationToken);
        await using var content = new FileStream(target, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, useAsync: true);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
        var entry = new ModelEntry(
            name, link ? source : ModelName.FileOf(name), hash, content.Length, language ?? (header.Languages == 1 ? "en" : null), Source: source);
        return await ListAsync(entry, makeDefault, OfficialModels.All.Any(model => model.Sha256 == hash));
    }

    /// <summary>Takes a pulled or added model off the list and deletes its file, unless that only is linked and lies elsewhere.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="cancellationToken">Stops before anything is changed.</param>
    /// <exception cref="UnusableModelException">There is no such model, or its file cannot be deleted.</exception>
    /// <exception cref="InputException">The model came with the release.</exception>
    public async Task<RemovedModel> RemoveAsync(string name, CancellationToken cancellationToken)
    {
        var model = known.Find(name) ?? throw new UnusableModelException($"There is no installed model '{name}'; run 'callqa models list --installed' to see what there is.");
        if (model.Shipped)
            throw new InputException(InputFault.Settings, $"The model '{model.Entry.Name}' came with the release and stays; make another the default with 'callqa models pull NAME --default'.");
        var linked = Path.IsPathRooted(model.Entry.File);
        await new InstalledModels(model.Folder).RemoveAsync(model.Entry.Name, cancellationToken);
        if (!linked)
            Delete(model.Path);
        return new RemovedModel(model.Entry.Name, model.Path, FileDeleted: !linked);
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new UnusableModelException($"The model is off the list, but its file {path} cannot be deleted ({cause.Message}); delete it yourself.", cause);
        }
    }

    private static string NameOf(string path)
    {
        var stem = Path.GetFileNameWithoutExtension(path);
        return stem.StartsWith("ggml-", StringComparison.OrdinalIgnoreCase) ? stem[5..] : stem;
    }

    private static string? LanguageOf(string path) => ModelFile.Read(path).Languages == 1 ? "en" : null;

    private static void RefuseUnusable(string path, Uri address)
    {
        try
        {
            ModelFile.Read(path);
        }
        catch (UnusableModelException cause)
        {
            File.Delete(path);
            throw new DownloadException(
                DownloadFault.WrongContent, $"What came from {address} is no usable ggml Whisper model and was removed; check the address.", cause);
        }
    }

    private ExpectedContent ExpectedOf(string name, DownloadOptions options)
    {
        ModelName.Check(name);
        if (OfficialModels.Find(name) is { } official)
            return official.Content;
        if (known.Find(name) is { } listed)
        {
            return listed.Shipped
                ? throw new InputException(InputFault.Settings, $"The model '{name}' came with the release and cannot be pulled; restore it from there.")
                : new ExpectedContent(listed.Entry.Bytes, listed.Entry.Sha256);
        }

        return options.BaseAddress == new Uri(DownloadOptions.OfficialAddress)
            ? throw new InputException(
                InputFault.Settings, $"There is no official model '{name}'; run 'callqa models list' to see their names, or name another base address with --from.")
            : new ExpectedContent();
    }

    private async Task CopyAsync(string source, string target, string name, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var request = new DownloadRequest(name, new Uri(source), target, new ExpectedContent());
        new DiskSpace(new DownloadOptions().SpaceLeft, freeSpace).Ensure(request, new FileInfo(source).Length);
        await using var content = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, useAsync: true);
        await AtomicFile.WriteAsync(target, (stream, token) => content.CopyToAsync(stream, token), cancellationToken);
    }

    private async Task<InstalledModel> ListAsync(ModelEntry entry, bool makeDefault, bool pinned)
    {
        // The file is there and right: to stop now would leave it unlisted.
        await _installed.RegisterAsync(entry, makeDefault, CancellationToken.None);
        return new InstalledModel(new ListedModel(folder, entry, Shipped: false), AlreadyThere: false, pinned);
    }
}
