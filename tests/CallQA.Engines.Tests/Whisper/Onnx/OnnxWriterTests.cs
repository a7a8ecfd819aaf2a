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
        var product = graph.Add("Gemm", ["x", graph.Weights("w", target => new float[] { 1, 2, 3, 4, 5, 6 }.CopyTo(target), 3, 2)], ("transB", 1), ("alpha", 2f));
        var turned = graph.Add("Transpose", [product], ("perm", OnnxGraph.List(1, 0)));
        graph.AddNamed("Reshape", "", [turned, graph.Integers(-1)], ["y"]);
        graph.Output("y", "all");

        using var session = new InferenceSession(OnnxWriter.Write(graph));
        using var input = OrtValue.CreateTensorValueFromMemory(new float[] { 1, 0, 0, 1 }, [2, 2]);
        using var run = new RunOptions();
        using var results = session.Run(run, ["x"], [input], ["y"]);

        results[0].GetTensorDataAsSpan<float>().ToArray().ShouldBe([2, 4, 6, 8, 10, 12]);
    }

    [Fact]
    public void Write_Refuses_WhenWeightsAreBeyondTheFormat()
    {
        var graph = new OnnxGraph("giant");
        graph.Weights("w", _ => { }, 1 << 20, 1 << 10);
        Should.Throw<InputException>(() => OnnxWriter.Write(graph)).Message.ShouldContain("giant");
    }
}
