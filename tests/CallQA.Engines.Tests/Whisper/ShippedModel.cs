using CallQA.Engines.Whisper;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Whisper;

/// <summary>The shipped model, loaded once for a class of tests.</summary>
public sealed class ShippedModel : IAsyncLifetime
{
    private WhisperModel? _model;

    public async ValueTask InitializeAsync()
    {
        var manifest = await ModelManifest.ReadAsync(Repository.File("models", "whisper"), CancellationToken.None);
        var resolved = await manifest.ResolveAsync(null, CancellationToken.None);
        _model = await WhisperModel.LoadAsync(resolved, resolved.Apply(new WhisperOptions { Threads = 2 }), CancellationToken.None);
    }

    public ValueTask DisposeAsync()
    {
        _model?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Transcribes a recording.</summary>
    public Task<Transcript> HearAsync(AudioClip audio, params Speaker[] speakers) => new WhisperTranscriber(_model!).TranscribeAsync(
        new TranscriptionRequest("call", audio, speakers, "en"), null, TestContext.Current.CancellationToken);
}
