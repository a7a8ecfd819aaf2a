using CallQA.Transcription;

namespace CallQA.App.Models;

/// <summary>
/// The pipeline, and the same with another speech model where an operator asked for one. Such a model is loaded when it is
/// first needed and kept until the process ends.
/// </summary>
internal sealed class CallPipelines(Func<ITranscriber, CallPipeline> build, CallPipeline ordinary, EngineSelection engines) : IDisposable
{
    private readonly Dictionary<string, (SpeechEngine Engine, CallPipeline Pipeline)> others = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim loading = new(1, 1);

    /// <param name="speechModel">Name of a model or path of a ggml file; null for that of the settings.</param>
    /// <param name="cancellationToken">Stops the loading.</param>
    /// <exception cref="InputException">There is no such model here, or it is damaged.</exception>
    public async Task<CallPipeline> ForAsync(string? speechModel, CancellationToken cancellationToken)
    {
        if (speechModel is null || speechModel == engines.WhisperModel) return ordinary;
        await loading.WaitAsync(cancellationToken);
        try
        {
            if (!others.TryGetValue(speechModel, out var other))
            {
                var engine = await SpeechEngine.LoadAsync(engines with { WhisperModel = speechModel, ReferenceFolder = null }, cancellationToken);
                others[speechModel] = other = (engine, build(engine.Transcriber));
            }

            return other.Pipeline;
        }
        finally
        {
            loading.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var (engine, _) in others.Values) engine.Dispose();
        loading.Dispose();
    }
}
