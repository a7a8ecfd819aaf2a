using CallQA.Engines.Whisper;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Benchmarks;

/// <summary>Words wrong in a folder of recorded sentences, each a file <c>NAME.wav</c> with its text in <c>NAME.ref</c>, as the training's <c>tests</c> writes them.</summary>
internal static class SentenceErrors
{
    public static async Task<WordErrorRate> MeasureAsync(WhisperModel model, string folder)
    {
        var transcriber = new WhisperTranscriber(model);
        var errors = WordErrorRate.None;
        foreach (var path in Directory.GetFiles(folder, "*.wav").Order(StringComparer.Ordinal))
        {
            using var audio = await new AudioReader().ReadAsync(path, CancellationToken.None);
            var request = new TranscriptionRequest(Path.GetFileNameWithoutExtension(path), audio, [Speaker.Agent], null);
            var transcript = await transcriber.TranscribeAsync(request, null, CancellationToken.None);
            var spoken = await File.ReadAllTextAsync(Path.ChangeExtension(path, ".ref"));
            errors += WordErrorRate.Compare(spoken, string.Join(' ', transcript.Turns.Select(turn => turn.Text)));
        }

        return errors;
    }
}
