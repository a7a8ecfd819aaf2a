using System.Runtime.InteropServices;
using CallQA.Engines.VoiceActivity;
using CallQA.Engines.Whisper.Onnx;

namespace CallQA.Engines.Tests.VoiceActivity;

/// <summary>A file with the inputs and outputs of Silero's model that does something known, for Silero's own is not ours to ship.</summary>
internal static class SileroLikeModel
{
    /// <summary>Share of the state that is left a step later.</summary>
    public const float Decay = 0.5f;

    private const float Hertz = 8_000;

    /// <summary>
    /// Writes a model whose log odds are gain × (mean square + first sample + last sample) + what is left of the state before + sampling
    /// rate ÷ 8,000 + bias, and whose new state is the old one's rest and these.
    /// </summary>
    public static void Write(string folder, float gain, float bias) => File.WriteAllBytes(
        Path.Combine(folder, SileroScorer.FileName),
        OnnxWriter.Write(Graph(gain, bias, withRate: true), "unused"));

    /// <summary>Writes a model that is never told the sampling rate.</summary>
    public static void WriteWithoutRate(string folder) => File.WriteAllBytes(
        Path.Combine(folder, SileroScorer.FileName),
        OnnxWriter.Write(Graph(1, 0, withRate: false), "unused"));

    /// <summary>What that model says of each step, worked out sample by sample.</summary>
    public static float[] Expected(float[] samples, int rate, float gain, float bias)
    {
        var (step, context) = rate == 8_000 ? (256, 32) : (512, 64);
        var odds = new float[(samples.Length + step - 1) / step];
        for (var i = 0; i < odds.Length; i++)
        {
            float[] window = [.. Enumerable.Range((i * step) - context, context + step).Select(k => k >= 0 && k < samples.Length ? samples[k] : 0)];
            odds[i] = (gain * (window.Average(x => x * x) + window[0] + window[^1])) + (i > 0 ? Decay * odds[i - 1] : 0) + (rate / Hertz) + bias;
        }

        return odds;
    }

    private static OnnxGraph Graph(float gain, float bias, bool withRate)
    {
        var graph = new OnnxGraph("silero-like");
        graph.Input("input", OnnxType.Float, 1, "samples");
        graph.Input("state", OnnxType.Float, 2, 1, 128);
        var square = graph.Add("ReduceMean", [graph.Add("Mul", ["input", "input"])], ("axes", OnnxGraph.List(1)), ("keepdims", 1));
        var ends = graph.Add("Add", [At(graph, 0), At(graph, -1)]);
        var heard = graph.Add("Mul", [graph.Add("Add", [square, ends]), Number(graph, "gain", gain)]);
        var rest = graph.Add("Mul", ["state", Number(graph, "decay", Decay)]);
        var remembered = graph.Add("Reshape", [graph.Add("ReduceMean", [rest], ("keepdims", 1)), graph.Integers(1, 1)]);
        var odds = graph.Add("Add", [graph.Add("Add", [heard, remembered]), Number(graph, "bias", bias)]);
        if (withRate)
        {
            graph.Input("sr", OnnxType.Int64);
            odds = graph.Add("Add", [odds, graph.Add("Div", [graph.Add("Cast", ["sr"], ("to", (int)OnnxType.Float)), Number(graph, "hertz", Hertz)])]);
        }

        graph.AddNamed("Sigmoid", "", [odds], ["output"]);
        graph.AddNamed("Expand", "", [odds, graph.Integers(2, 1, 128)], ["stateN"]);
        graph.Output("output", 1, 1);
        graph.Output("stateN", 2, 1, 128);
        return graph;
    }

    private static string At(OnnxGraph graph, int index) => graph.Add("Gather", ["input", graph.Integers(index)], ("axis", 1));

    private static string Number(OnnxGraph graph, string name, float value) =>
        graph.Weights(name, OnnxType.Float, target => MemoryMarshal.Write(target, value), 1);
}
