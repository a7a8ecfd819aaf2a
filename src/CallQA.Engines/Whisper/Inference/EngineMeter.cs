using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>Counts what the engine computes and how long it takes, for whoever listens to the meter <see cref="Name"/>.</summary>
internal static class EngineMeter
{
    public const string Name = "CallQA.Speech";

    private static readonly Meter Meter = new(Name);

    /// <summary>Windows that went through the encoder.</summary>
    public static Counter<int> Windows { get; } = Meter.CreateCounter<int>("callqa.speech.windows");

    /// <summary>Tokens that the decoder gave, those of all beams.</summary>
    public static Counter<int> Tokens { get; } = Meter.CreateCounter<int>("callqa.speech.tokens");

    /// <summary>Seconds spent, by phase.</summary>
    public static Counter<double> Seconds { get; } = Meter.CreateCounter<double>("callqa.speech.seconds", "s");

    /// <summary>Adds the time until the result is disposed of to a phase.</summary>
    /// <param name="phase">The phase's name.</param>
    public static Timing Time(string phase) => new(phase, Stopwatch.GetTimestamp());

    /// <summary>A phase under way.</summary>
    /// <param name="Phase">Its name.</param>
    /// <param name="Start">When it began.</param>
    public readonly record struct Timing(string Phase, long Start) : IDisposable
    {
        public void Dispose() => Seconds.Add(Stopwatch.GetElapsedTime(Start).TotalSeconds, new KeyValuePair<string, object?>("phase", Phase));
    }
}
