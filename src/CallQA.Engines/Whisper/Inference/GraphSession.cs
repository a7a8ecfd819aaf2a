using CallQA.Engines.Whisper.Ggml;
using CallQA.Engines.Whisper.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>A graph ready to run, with the weights it still reads.</summary>
internal sealed class GraphSession : IDisposable
{
    private readonly GraphWeights _weights;

    private GraphSession(InferenceSession session, GraphWeights weights)
    {
        Session = session;
        _weights = weights;
    }

    public InferenceSession Session { get; }

    /// <summary>Reads the weights and has the runtime prepare the graph.</summary>
    public static GraphSession Create(OnnxGraph graph, GgmlFile file, int threads, CancellationToken cancellationToken)
    {
        // The runtime checks that weights kept outside the graph have a file, though it gets them in memory.
        var place = new FileInfo(file.FullPath).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullPath;
        using var options = OptionsFor(threads);
        options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", Path.GetDirectoryName(place)!);
        var model = OnnxWriter.Write(graph, Path.GetFileName(place));
        var weights = GraphWeights.Read(graph, threads, cancellationToken);
        try
        {
            weights.AddTo(options);
            cancellationToken.ThrowIfCancellationRequested();
            var session = new InferenceSession(model, options);
            weights.ReleaseRepacked();
            return new GraphSession(session, weights);
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    /// <summary>Readies several graphs side by side; none is kept when one fails.</summary>
    public static async Task<IReadOnlyList<GraphSession>> CreateAllAsync(
        int count, Func<int, OnnxGraph> build, GgmlFile file, int threads, CancellationToken cancellationToken)
    {
        var sessions = Enumerable.Range(0, count).Select(i => Task.Run(() => Create(build(i), file, threads, cancellationToken), cancellationToken)).ToArray();
        try
        {
            return await Task.WhenAll(sessions);
        }
        catch
        {
            foreach (var session in sessions.Where(session => session.IsCompletedSuccessfully))
                (await session).Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Session.Dispose();
        _weights.Dispose();
    }

    private static SessionOptions OptionsFor(int threads)
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_EXTENDED,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };

        // Threads that wait for the next operation of a run may spin; between runs that would take the processor from others.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "1");
        options.AddSessionConfigEntry("session.force_spinning_stop", "1");

        // Weights are repacked while loading; only outside the arena does the first copy's memory go back to the system.
        options.AddSessionConfigEntry("session.use_device_allocator_for_initializers", "1");

        SharedArena.Use(options);
        return options;
    }
}
