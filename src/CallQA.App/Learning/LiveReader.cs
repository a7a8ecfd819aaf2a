using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Reading;
using CallQA.Measurement;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.App.Learning;

/// <summary>
/// Reads calls with the scoring models in force, and goes over to others while calls are being read. Learnt models that cannot be loaded
/// (damaged, or of an earlier release) leave those that the product brings in force.
/// </summary>
internal sealed class LiveReader : ICallReader, IDisposable
{
    private readonly PromotedModels models;
    private readonly SemaphoreSlim loading = new(1, 1);
    private volatile Loaded now;

    private LiveReader(PromotedModels models, Loaded first)
    {
        this.models = models;
        now = first;
    }

    /// <inheritdoc />
    public string Model => now.Reader.Model;

    /// <summary>Loads the models in force.</summary>
    /// <exception cref="InputException">Those that the product brings are missing, damaged or of another format.</exception>
    public static async Task<LiveReader> LoadAsync(PromotedModels models, CancellationToken cancellationToken)
    {
        var folder = (await models.InForceAsync(cancellationToken))?.Folder;
        var loaded = folder is null ? null : await TryLoadAsync(models, folder, cancellationToken);
        return new(models, loaded ?? await LoadAsync(models, null, cancellationToken));
    }

    /// <inheritdoc />
    public CallReading Read(Transcript transcript, ConversationMetrics? metrics) => now.Reader.Read(transcript, metrics);

    /// <summary>Goes over to the models in force.</summary>
    /// <returns>Whether they are others than before.</returns>
    public async Task<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        await loading.WaitAsync(cancellationToken);
        try
        {
            var folder = (await models.InForceAsync(cancellationToken))?.Folder;
            if (folder == now.Folder || await TryLoadAsync(models, folder, cancellationToken) is not { } loaded) return false;
            // Readings under way keep the models they began with.
            now = loaded;
            return true;
        }
        finally
        {
            loading.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        now.Model.Dispose();
        loading.Dispose();
    }

    private static async Task<Loaded> LoadAsync(PromotedModels models, string? folder, CancellationToken cancellationToken)
    {
        var model = await ScoringModel.LoadAsync(models.PathOf(folder), cancellationToken);
        return new(folder, model, new CallReader(model));
    }

    private static async Task<Loaded?> TryLoadAsync(PromotedModels models, string? folder, CancellationToken cancellationToken)
    {
        try
        {
            return await LoadAsync(models, folder, cancellationToken);
        }
        catch (InputException)
        {
            return null;
        }
    }

    private sealed record Loaded(string? Folder, ScoringModel Model, CallReader Reader);
}
