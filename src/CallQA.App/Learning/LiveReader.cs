using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Reading;
using CallQA.Measurement;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.App.Learning;

/// <summary>
/// Reads calls with the scoring models that answer (<see cref="PromotedModels.LoadAsync"/>), and goes over to others while calls are being read.
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
        var (folder, model) = await models.LoadAsync(cancellationToken);
        return new(models, new(folder, model, new CallReader(model)));
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
            if (await TryLoadOthersAsync(cancellationToken) is not { } loaded) return false;
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

    private async Task<Loaded?> TryLoadOthersAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await models.LoadOthersAsync(now.Folder, cancellationToken) is var (folder, model) ? new(folder, model, new CallReader(model)) : null;
        }
        catch (InputException)
        {
            return null;
        }
    }

    private sealed record Loaded(string? Folder, ScoringModel Model, CallReader Reader);
}
