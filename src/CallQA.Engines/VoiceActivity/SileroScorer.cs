using CallQA.Recordings;
using Microsoft.ML.OnnxRuntime;

namespace CallQA.Engines.VoiceActivity;

/// <summary>
/// Scores with Silero's network, of which the user puts the file <c>silero_vad.onnx</c> (version 5 or later) into the models' folder. It goes
/// through a channel step by step and carries its state along.
/// </summary>
internal sealed class SileroScorer : ISpeechScorer, IDisposable
{
    /// <summary>The file's name in the models' folder.</summary>
    public const string FileName = "silero_vad.onnx";

    private const int FrameRate = 100;
    private const int StateLength = 2 * 128;
    private const float Limit = 1e-6f;
    private static readonly string[] Inputs = ["input", "state", "sr"];
    private static readonly string[] Outputs = ["output", "stateN"];
    private readonly InferenceSession _session;

    /// <param name="path">Silero's file.</param>
    /// <exception cref="InputException">It is missing or is not Silero's (<see cref="InputFault.Settings"/>).</exception>
    public SileroScorer(string path)
    {
        try
        {
            using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            _session = new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new InputException(InputFault.Settings, $"The file '{path}' cannot be loaded as a voice activity model; put Silero's silero_vad.onnx there, or remove it.", exception);
        }

        if (!Array.TrueForAll(Inputs, _session.InputMetadata.ContainsKey) || !Array.TrueForAll(Outputs, _session.OutputMetadata.ContainsKey))
        {
            _session.Dispose();
            throw new InputException(InputFault.Settings, $"The file '{path}' lacks the inputs input, state and sr of Silero's model, version 5 or later; put its silero_vad.onnx there, or remove it.");
        }
    }

    /// <inheritdoc />
    public float[] Score(ChannelAudio audio, CancellationToken cancellationToken)
    {
        var rate = audio.SampleRate < 16_000 ? 8_000 : 16_000;
        var channel = audio.At(rate);
        var (step, context, hop) = (rate / 125 * 4, rate / 250, rate / FrameRate);
        var odds = new float[channel.Length / hop];
        var input = new float[context + step];
        using var run = new Run(_session, input, rate);
        for (var start = 0; start < channel.Length; start += step)
        {
            cancellationToken.ThrowIfCancellationRequested();
            input.AsSpan(step).CopyTo(input);
            input.AsSpan(context).Clear();
            channel.Read(start, input.AsSpan(context, Math.Min(step, channel.Length - start)));
            var probability = Math.Clamp(run.Next(), Limit, 1 - Limit);
            var (from, to) = (FrameAt(start, hop, odds.Length), FrameAt(start + step, hop, odds.Length));
            odds.AsSpan(from, to - from).Fill(MathF.Log(probability / (1 - probability)));
        }

        return odds;
    }

    /// <inheritdoc />
    public void Dispose() => _session.Dispose();

    /// <summary>First frame whose middle is at or after a sample.</summary>
    private static int FrameAt(int sample, int hop, int frames) => Math.Min(frames, (sample + (hop / 2)) / hop);

    /// <summary>One pass through a channel: the tensors and the state carried along.</summary>
    private sealed class Run : IDisposable
    {
        private readonly InferenceSession _session;
        private readonly RunOptions _options = new();
        private readonly float[] _state = new float[StateLength];
        private readonly OrtValue[] _inputs;

        public Run(InferenceSession session, float[] input, int rate)
        {
            _session = session;
            _inputs =
            [
                OrtValue.CreateTensorValueFromMemory(input, [1, input.Length]),
                OrtValue.CreateTensorValueFromMemory(_state, [2, 1, StateLength / 2]),
                OrtValue.CreateTensorValueFromMemory(new long[] { rate }, []),
            ];
        }

        public float Next()
        {
            using var outputs = _session.Run(_options, Inputs, _inputs, Outputs);
            outputs[1].GetTensorDataAsSpan<float>().CopyTo(_state);
            return outputs[0].GetTensorDataAsSpan<float>()[0];
        }

        public void Dispose()
        {
            foreach (var input in _inputs)
                input.Dispose();
            _options.Dispose();
        }
    }
}
