using System.Runtime.InteropServices;
using CallQA.Engines.Whisper.Ggml;
using CallQA.Engines.Whisper.Onnx;

namespace CallQA.Engines.Tests.Whisper.Onnx;

public sealed class RoundedMatrixTests : IDisposable
{
    private const string Name = "encoder.blocks.0.mlp.0.weight";
    private const int Width = 96;
    private const int Outputs = 4 * Width;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(nameof(GgmlType.F32))]
    [InlineData(nameof(GgmlType.F16))]
    [InlineData(nameof(GgmlType.Q5_1))]
    public async Task FillColumns_IsWithinHalfAStep_WhenMultipliedByItsScales(string type)
    {
        using var file = GgmlFile.Open(await Model(Enum.Parse<GgmlType>(type)).WriteAsync(_folder));
        var matrix = new RoundedMatrix(file, file.Find(Name, Outputs, Width));
        var (weights, scales) = (new sbyte[Outputs * Width], new float[Outputs]);
        matrix.FillColumns(MemoryMarshal.AsBytes(weights.AsSpan()));
        matrix.FillColumnScales(MemoryMarshal.AsBytes(scales.AsSpan()));

        var exact = file.ReadFloats(Name, Outputs, Width);
        for (var output = 0; output < Outputs; output++)
        {
            for (var input = 0; input < Width; input++)
                (weights[(input * Outputs) + output] * scales[output]).ShouldBe(exact[(output * Width) + input], scales[output] * 0.501);
        }
    }

    [Fact]
    public async Task FillBlocks_KeepsTheFilesWeights_WhenTheyAreRoundedToBytesAlready()
    {
        using var file = GgmlFile.Open(await Model(GgmlType.Q8_0).WriteAsync(_folder));
        var matrix = new RoundedMatrix(file, file.Find(Name, Outputs, Width));
        var (weights, scales) = (new byte[Outputs * Width], new float[Outputs * Width / RoundedMatrix.BlockLength]);
        matrix.FillBlocks(weights);
        matrix.FillBlockScales(MemoryMarshal.AsBytes(scales.AsSpan()));

        var exact = file.ReadFloats(Name, Outputs, Width);
        for (var i = 0; i < exact.Length; i++)
            ((weights[i] - 128) * scales[i / RoundedMatrix.BlockLength]).ShouldBe(exact[i], 1e-6);
    }

    private static TinyModel Model(GgmlType type) => new() { Width = Width, Heads = 3, Type = type };
}
