using System.Security.Cryptography;
using CallQA.Engines.Whisper.Downloads;

namespace CallQA.Engines.Whisper;

/// <summary>
/// The speech models of one or more folders with their hashes: the shipped ones of <c>manifest.json</c> and the pulled and added ones of
/// <c>installed.json</c>.
/// </summary>
public sealed class ModelManifest
{
    /// <summary>File name of the shipped manifest.</summary>
    public const string FileName = "manifest.json";

    /// <summary>File name of the user's own manifest.</summary>
    public const string InstalledFileName = "installed.json";

    private readonly IReadOnlyList<string> _folders;
    private readonly string? _default;

    private ModelManifest(IReadOnlyList<string> folders, IReadOnlyList<ListedModel> models, string? chosen)
    {
        _folders = folders;
        _default = chosen;
        Models = models;
    }

    /// <summary>The models, folder by folder, shipped ones first.</summary>
    public IReadOnlyList<ListedModel> Models { get; }

    /// <summary>The model used when none is named: the one that was made the default, or the first; null when there is none.</summary>
    public ListedModel? Default =>
        Models.FirstOrDefault(model => model.Entry.Name == _default) ?? (Models.Count > 0 ? Models[0] : null);

    /// <summary>Reads the manifests of a folder; a folder without them has no models.</summary>
    /// <param name="folder">The folder, usually <c>models/whisper</c>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="UnusableModelException">A manifest is not in the documented form.</exception>
    public static Task<ModelManifest> ReadAsync(string folder, CancellationToken cancellationToken) => ReadAsync([folder], cancellationToken);

    /// <summary>Reads the manifests of several folders; the default of a later one goes before that of an earlier one.</summary>
    /// <param name="folders">The folders.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="UnusableModelException">A manifest is not in the documented form.</exception>
    public static async Task<ModelManifest> ReadAsync(IReadOnlyList<string> folders, CancellationToken cancellationToken)
    {
        var models = new List<ListedModel>();
        string? chosen = null;
        foreach (var folder in folders)
        {
            var shipped = await ManifestFile.ReadAsync(Path.Combine(folder, FileName), cancellationToken);
            var installed = await ManifestFile.ReadAsync(Path.Combine(folder, InstalledFileName), cancellationToken);
            models.AddRange(shipped.Models.Select(entry => new ListedModel(folder, entry, Shipped: true)));
            models.AddRange(installed.Models.Select(entry => new ListedModel(folder, entry, Shipped: false)));
            chosen = installed.Default ?? chosen;
        }

        return new ModelManifest(folders, models, chosen);
    }

    /// <summary>Finds a model by name or path and checks a listed file against its hash.</summary>
    /// <param name="nameOrPath">A name of the manifest, a file, or null for the default.</param>
    /// <param name="cancellationToken">Stops the hashing.</param>
    /// <exception cref="UnusableModelException">There is no such model, or its file is missing or altered.</exception>
    public async Task<ResolvedModel> ResolveAsync(string? nameOrPath, CancellationToken cancellationToken)
    {
        if (Find(nameOrPath) is { } model)
        {
            await VerifyAsync(model, cancellationToken);
            return new ResolvedModel(model.Path, model.Entry);
        }

        return File.Exists(nameOrPath) ? new ResolvedModel(nameOrPath, null) : throw NoSuchModel(nameOrPath);
    }

    /// <summary>Finds a listed model.</summary>
    /// <param name="nameOrPath">A name of the manifest, the path of a listed file, or null for the default.</param>
    /// <returns>Null when none is listed.</returns>
    public ListedModel? Find(string? nameOrPath) => nameOrPath is null
        ? Default
        : Models.FirstOrDefault(model => model.Entry.Name.Equals(nameOrPath, StringComparison.OrdinalIgnoreCase))
            ?? Models.FirstOrDefault(model => nameOrPath.Length > 0 && model.Path == Path.GetFullPath(nameOrPath));

    private static async Task VerifyAsync(ListedModel model, CancellationToken cancellationToken)
    {
        var path = model.Path;
        if (!File.Exists(path))
            throw new UnusableModelException($"The file {path} of the speech model '{model.Entry.Name}' is missing; {Remedy(model)}.");
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, useAsync: true);
        if (stream.Length != model.Entry.Bytes)
        {
            throw new UnusableModelException(
                $"The model file {path} has {stream.Length} bytes instead of {model.Entry.Bytes}; it is incomplete or altered, {Remedy(model)}.");
        }

        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
        if (!hash.Equals(model.Entry.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new UnusableModelException(
                $"The model file {path} has the SHA-256 {hash} instead of {model.Entry.Sha256}; it was altered, {Remedy(model)}.");
        }
    }

    private static string Remedy(ListedModel model) => model switch
    {
        { Shipped: true } => "restore it from the release or name another model with --model",
        { Entry: var entry } when OfficialModels.Find(entry.Name) is not null => $"run 'callqa models pull {entry.Name}' to get it again",
        _ => $"add it again with 'callqa models add PATH --name {model.Entry.Name}'",
    };

    private UnusableModelException NoSuchModel(string? nameOrPath)
    {
        var offer = Models.Count == 0 ? "" : $", or name one of {string.Join(", ", Models.Select(model => model.Entry.Name))}";
        if (nameOrPath is null)
            return new($"There is no speech model in {string.Join(" or ", _folders)}; run 'callqa models pull small' to get one, or give the path of a ggml Whisper file (ggml-*.bin).");
        return OfficialModels.Find(nameOrPath) is not null
            ? new($"The speech model '{nameOrPath}' is not installed; run 'callqa models pull {nameOrPath}' to get it{offer}.")
            : new(
                $"There is no speech model '{nameOrPath}' in {string.Join(" or ", _folders)}, nor a file of that name; run 'callqa models list' to see "
                + $"what there is, give the path of a ggml Whisper file (ggml-*.bin){offer}.");
    }
}
