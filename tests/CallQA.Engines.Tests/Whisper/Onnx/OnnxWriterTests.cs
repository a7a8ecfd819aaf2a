using System.Runtime.InteropServices;
using CallQA.Engines.Whisper.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace CallQA.Engines.Tests.Whisper.Onnx;

public sealed class OnnxWriterTests
{
    [Fact]
    public void Write_GivesAModelThatRuns_WhenGraphHasEveryConstruct()
    {
        var graph = new OnnxGraph("small");
        graph.Input("x", OnnxType.Float, "rows", 2);
        var weights = graph.Weights("w", OnnxType.Float, Fill(1, 2, 3, 4, 5, 6), 3, 2);
        var product = graph.Add("Gemm", ["x", weights], ("transB", 1), ("alpha", 2f));
        var turned = graph.Add("Transpose", [product], ("perm", OnnxGraph.List(1, 0)));
        graph.AddNamed("Reshape", "", [turned, graph.Integers(-1)], ["y"]);
        graph.Output("y", "all");

        using var session = new InferenceSession(OnnxWriter.Write(graph, "unused"));
        using var input = OrtValue.CreateTensorValueFromMemory(new float[] { 1, 0, 0, 1 }, [2, 2]);
        using var run = new RunOptions();
        using var results = session.Run(run, ["x"], [input], ["y"]);

        results[0].GetTensorDataAsSpan<float>().ToArray().ShouldBe([2, 4, 6, 8, 10, 12]);
    }

    [Fact]
    public void Write_KeepsWeightsOutside_WhenTheyAreBeyondTheFormat()
    {
        var graph = new OnnxGraph("giant");
        graph.Weights("w", OnnxType.Float, _ => throw new InvalidOperationException("Not to be read for writing."), 1 << 20, 1 << 10);
        OnnxWriter.Write(graph, "weights").Length.ShouldBeLessThan(1000);
    }

    private static FillWeights Fill(params float[] values) => target => MemoryMarshal.AsBytes(values.AsSpan()).CopyTo(target);
}
