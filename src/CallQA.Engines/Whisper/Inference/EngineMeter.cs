using System.Diagnostics.Metrics;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>Counts what the engine computes, for whoever listens to the meter <see cref="Name"/>.</summary>
internal static class EngineMeter
{
    public const string Name = "CallQA.Speech";

    private static readonly Meter Meter = new(Name);

    /// <summary>Windows that went through the encoder.</summary>
    public static Counter<int> Windows { get; } = Meter.CreateCounter<int>("callqa.speech.windows");

    /// <summary>Tokens that the decoder gave, those of all beams.</summary>
    public static Counter<int> Tokens { get; } = Meter.CreateCounter<int>("callqa.speech.tokens");
}
