using System.Text.Json;
using CallQA.App.Settings;
using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Training;
using CallQA.Recordings;

namespace CallQA.App.Learning;

/// <summary>Which scoring models are in force.</summary>
/// <param name="Folder">Name of the folder beside the file that says so; null for those of the product or the settings.</param>
/// <param name="Version">Their version.</param>
/// <param name="Before">Folder of those before; null for those of the product or the settings.</param>
/// <param name="BeforeVersion">Their version.</param>
/// <param name="Since">From when on.</param>
/// <param name="RolledBack">Whether they came back because those after them did worse.</param>
internal sealed record ModelInForce(string? Folder, string Version, string? Before, string BeforeVersion, DateTimeOffset Since, bool RolledBack = false);

/// <summary>
/// The scoring models that were learnt from reviews, each in a folder of its own, and which of them is in force. One small file says so and is
/// replaced whole: every process of the data directory goes over to what it names.
/// </summary>
/// <param name="Product">Folder of the models that the product, or the settings, bring.</param>
/// <param name="Learnt">Folder of those learnt; null when none are to be used.</param>
internal sealed record PromotedModels(string Product, string? Learnt)
{
    /// <summary>Name of the folder that a candidate is trained into.</summary>
    public const string Candidate = "candidate";

    private const string FileName = "in-force.json";

    /// <summary>Those that the settings name.</summary>
    public static PromotedModels Of(CallQASettings settings) => new(settings.Engines.ScoringFolder, settings.Engines.LearntFolder);

    /// <summary>Every training and every return, the earliest first.</summary>
    public Task<IReadOnlyList<RegistryEntry>> HistoryAsync(CancellationToken cancellationToken) =>
        Learnt is { } folder ? ModelRegistry.ReadAsync(folder, cancellationToken) : Task.FromResult<IReadOnlyList<RegistryEntry>>([]);

    /// <summary>Where a candidate is trained into.</summary>
    public string CandidateFolder => Path.Combine(Learnt!, Candidate);

    /// <summary>What is in force; null while nothing was ever promoted.</summary>
    public async Task<ModelInForce?> InForceAsync(CancellationToken cancellationToken)
    {
        if (Learnt is null || !File.Exists(Path.Combine(Learnt, FileName))) return null;
        return JsonSerializer.Deserialize<ModelInForce>(await File.ReadAllTextAsync(Path.Combine(Learnt, FileName), cancellationToken), CallQAJson.Compact);
    }

    /// <summary>Path of a folder as <see cref="ModelInForce"/> names it.</summary>
    public string PathOf(string? folder) => folder is null || Learnt is null ? Product : Path.Combine(Learnt, folder);

    /// <summary>
    /// The models that answer: those in force. Learnt models that this version cannot load (damaged, or of an earlier release) leave those that the product brings.
    /// </summary>
    /// <returns>Their folder, as <see cref="ModelInForce"/> names it, and themselves.</returns>
    /// <exception cref="InputException">Those that the product brings are missing, damaged or of another format.</exception>
    public async Task<(string? Folder, ScoringModel Model)> LoadAsync(CancellationToken cancellationToken) =>
        await LoadLearntAsync(cancellationToken) ?? (null, await ScoringModel.LoadAsync(Product, cancellationToken));

    /// <summary>The models that answer, where they are others than those of a folder; those are not loaded once more.</summary>
    /// <param name="than">The folder, as <see cref="ModelInForce"/> names it.</param>
    /// <param name="cancellationToken">Stops the loading.</param>
    /// <returns>Null where they are the same.</returns>
    /// <exception cref="InputException">Those that the product brings are missing, damaged or of another format.</exception>
    public async Task<(string? Folder, ScoringModel Model)?> LoadOthersAsync(string? than, CancellationToken cancellationToken)
    {
        if ((await InForceAsync(cancellationToken))?.Folder == than) return null;
        if (await LoadLearntAsync(cancellationToken) is { } learnt) return learnt;
        return than is null ? null : (null, await ScoringModel.LoadAsync(Product, cancellationToken));
    }

    /// <summary>Folder of the models that answer, as <see cref="ModelInForce"/> names it.</summary>
    public async Task<string?> AnsweringAsync(CancellationToken cancellationToken) =>
        (await InForceAsync(cancellationToken))?.Folder is { } learnt && await CanLoadAsync(learnt, cancellationToken) ? learnt : null;

    /// <summary>Whether this version can load models.</summary>
    public async Task<bool> CanLoadAsync(string? folder, CancellationToken cancellationToken)
    {
        using var model = await TryLoadAsync(folder, cancellationToken);
        return model is not null;
    }

    /// <summary>Puts the trained candidate in force.</summary>
    /// <param name="version">Its version.</param>
    /// <param name="beforeVersion">Version of the models it replaces.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellationToken">Stops before the change.</param>
    public async Task PromoteAsync(string version, string beforeVersion, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = await AnsweringAsync(cancellationToken);
        var name = version[(version.LastIndexOf('+') + 1)..];
        var target = PathOf(name);
        if (Directory.Exists(target)) Directory.Delete(CandidateFolder, recursive: true);
        else AtomicFile.PublishFolder(CandidateFolder, target);
        await WriteAsync(new(name, version, before, beforeVersion, now), cancellationToken);
        RemoveOthers(name, before);
    }

    /// <summary>Puts the models before back in force.</summary>
    /// <returns>What is in force now; null when there is nothing to go back to.</returns>
    public async Task<ModelInForce?> RollBackAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await InForceAsync(cancellationToken) is not { RolledBack: false } present) return null;
        var back = new ModelInForce(present.Before, present.BeforeVersion, present.Folder, present.Version, now, RolledBack: true);
        await WriteAsync(back, cancellationToken);
        return back;
    }

    private async Task<(string? Folder, ScoringModel Model)?> LoadLearntAsync(CancellationToken cancellationToken) =>
        (await InForceAsync(cancellationToken))?.Folder is { } learnt && await TryLoadAsync(learnt, cancellationToken) is { } model ? (learnt, model) : null;

    private async Task<ScoringModel?> TryLoadAsync(string? folder, CancellationToken cancellationToken)
    {
        try
        {
            return await ScoringModel.LoadAsync(PathOf(folder), cancellationToken);
        }
        catch (InputException)
        {
            return null;
        }
    }

    private Task WriteAsync(ModelInForce state, CancellationToken cancellationToken) =>
        Recordings.AtomicFile.WriteTextAsync(Path.Combine(Learnt!, FileName), JsonSerializer.Serialize(state, CallQAJson.Compact), cancellationToken);

    // Two generations are kept, so that there is something to go back to.
    private void RemoveOthers(params string?[] kept)
    {
        foreach (var folder in Directory.EnumerateDirectories(Learnt!).Where(folder => !kept.Contains(Path.GetFileName(folder))))
            Directory.Delete(folder, recursive: true);
    }
}
