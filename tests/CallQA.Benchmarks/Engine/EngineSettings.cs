using System.Globalization;
using CallQA.Engines.Whisper;
using CallQA.Engines.Whisper.Ggml;

namespace CallQA.Benchmarks.Engine;

/// <summary>What the engine benchmark measures.</summary>
internal sealed record EngineSettings
{
    public const string Usage = "engine [--shape tiny|base|small|medium|turbo] [--type f16|q8_0|...] [--model FILE] [--precision fp32|int8] [--threads N] [--batch N] [--tokens N] [--word-times true|false] [--runs N] [--peer PROGRAM]";

    public string Shape { get; init; } = "base";

    public GgmlType Type { get; init; } = GgmlType.F16;

    /// <summary>A model file to measure instead of one with random weights; its windows end where it ends them.</summary>
    public string? Model { get; init; }

    public IReadOnlyList<Precision> Precisions { get; init; } = [Precision.Int8, Precision.Fp32];

    public int Threads { get; init; } = 2;

    public int Batch { get; init; } = 12;

    /// <summary>Tokens of each window: about three a second of speech.</summary>
    public int Tokens { get; init; } = 90;

    public bool WordTimes { get; init; }

    public int EncoderRuns { get; init; } = 15;

    /// <summary>The program built from peer.c.</summary>
    public string? Peer { get; init; }

    public static EngineSettings Parse(string[] arguments)
    {
        var settings = new EngineSettings();
        for (var i = 0; i + 1 < arguments.Length; i += 2)
        {
            var value = arguments[i + 1];
            settings = arguments[i] switch
            {
                "--shape" => settings with { Shape = value },
                "--type" => settings with { Type = Enum.Parse<GgmlType>(value, ignoreCase: true) },
                "--model" => settings with { Model = value },
                "--precision" => settings with { Precisions = [Enum.Parse<Precision>(value, ignoreCase: true)] },
                "--threads" => settings with { Threads = Number(value) },
                "--batch" => settings with { Batch = Number(value) },
                "--tokens" => settings with { Tokens = Number(value) },
                "--word-times" => settings with { WordTimes = bool.Parse(value) },
                "--runs" => settings with { EncoderRuns = Number(value) },
                "--peer" => settings with { Peer = value },
                _ => throw new ArgumentException($"'{arguments[i]}' is not known; usage: {Usage}"),
            };
        }

        return settings;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
