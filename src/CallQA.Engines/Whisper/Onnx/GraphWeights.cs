using System.Runtime.InteropServices;
using CallQA.Engines.Whisper.Inference;
using Microsoft.ML.OnnxRuntime;

namespace CallQA.Engines.Whisper.Onnx;

/// <summary>
/// The large constants of a graph in native memory, handed to the runtime without a copy. Those of matrix products are
/// rearranged by the runtime while a session is made and never read again: <see cref="ReleaseRepacked"/> gives them back.
/// </summary>
internal sealed unsafe class GraphWeights : IDisposable
{
    /// <summary>Operators that rearrange their second input on every platform that has packed matrix products.</summary>
    private static readonly HashSet<string> Repacking = ["Gemm", "DynamicQuantizeMatMul", "MatMulNBits"];

    private readonly List<(OnnxConstant Constant, IntPtr Data, OrtValue Value)> _held = [];
    private readonly HashSet<string> _repacked;

    private GraphWeights(OnnxGraph graph)
    {
        var byInput = graph.Nodes.SelectMany(node => node.Inputs.Select((input, i) => (Input: input, Packs: i == 1 && Repacking.Contains(node.Operation))))
            .ToLookup(use => use.Input, use => use.Packs);
        _repacked = [.. graph.Constants.Select(constant => constant.Name).Where(name => byInput[name].All(packs => packs))];
    }

    /// <summary>Reads all large constants, several at a time.</summary>
    public static GraphWeights Read(OnnxGraph graph, int threads, CancellationToken cancellationToken)
    {
        var weights = new GraphWeights(graph);
        try
        {
            weights.ReadAll(graph, threads, cancellationToken);
            return weights;
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    /// <summary>Names the constants to a session about to be made.</summary>
    public void AddTo(SessionOptions options) => _held.ForEach(held => options.AddInitializer(held.Constant.Name, held.Value));

    /// <summary>Gives back what the session just made keeps a rearranged copy of.</summary>
    public void ReleaseRepacked()
    {
        if (RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.Arm64))
            return;
        foreach (var held in _held.Where(held => _repacked.Contains(held.Constant.Name)))
            Free(held);
        _held.RemoveAll(held => _repacked.Contains(held.Constant.Name));
    }

    public void Dispose()
    {
        _held.ForEach(Free);
        _held.Clear();
    }

    private static void Free((OnnxConstant Constant, IntPtr Data, OrtValue Value) held)
    {
        held.Value.Dispose();
        NativeMemory.AlignedFree((void*)held.Data);
    }

    private void ReadAll(OnnxGraph graph, int threads, CancellationToken cancellationToken)
    {
        foreach (var constant in graph.Constants.Where(constant => constant.IsOutside))
        {
            var data = LargeBlocks.Allocate(constant.ByteCount);
            var value = OrtValue.CreateTensorValueWithData(
                OrtMemoryInfo.DefaultInstance, ElementType(constant.Type), [.. constant.Shape], data, constant.ByteCount);
            _held.Add((constant, data, value));
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.ForEach(_held, options, held => held.Constant.Fill(new Span<byte>((void*)held.Data, checked((int)held.Constant.ByteCount))));
    }

    private static Microsoft.ML.OnnxRuntime.Tensors.TensorElementType ElementType(OnnxType type) => type switch
    {
        OnnxType.Byte => Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.UInt8,
        OnnxType.SignedByte => Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Int8,
        _ => Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float,
    };
}
