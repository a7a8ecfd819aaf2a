using Microsoft.ML.OnnxRuntime;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>
/// One pool of working memory for all graphs. A model has dozens of them that run one after the other; with a pool each, all hold on to what
/// they needed at most.
/// </summary>
internal static class SharedArena
{
    private const int SameAsRequested = 1;
    private const int RuntimeDefault = -1;

    private static readonly Lock Registering = new();
    private static bool _registered;

    /// <summary>Has a session about to be made take its working memory from the pool.</summary>
    public static void Use(SessionOptions options)
    {
        lock (Registering)
        {
            if (!_registered)
            {
                using var memory = new OrtMemoryInfo(OrtMemoryInfo.allocatorCPU, OrtAllocatorType.ArenaAllocator, 0, OrtMemType.Default);
                using var arena = new OrtArenaCfg(0, SameAsRequested, RuntimeDefault, RuntimeDefault);
                OrtEnv.Instance().CreateAndRegisterAllocator(memory, arena);
                _registered = true;
            }
        }

        options.AddSessionConfigEntry("session.use_env_allocators", "1");
    }
}
