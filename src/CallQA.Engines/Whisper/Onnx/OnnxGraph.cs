using System.Runtime.InteropServices;

namespace CallQA.Engines.Whisper.Onnx;

/// <summary>Element types of ONNX tensors; the numbers are those of the format.</summary>
internal enum OnnxType
{
    Float = 1,
    Byte = 2,
    SignedByte = 3,
    Int32 = 6,
    Int64 = 7,
}

/// <summary>An input or output; a text dimension is free at run time.</summary>
internal sealed record OnnxPort(string Name, OnnxType Type, IReadOnlyList<object> Shape);

/// <summary>Writes a constant's values, in their element type, into its place in memory.</summary>
internal delegate void FillWeights(Span<byte> target);

/// <summary>A constant whose values are written when they are needed.</summary>
internal sealed record OnnxConstant(string Name, OnnxType Type, IReadOnlyList<long> Shape, FillWeights Fill)
{
    /// <summary>Constants beyond this stay outside the graph's description, which is limited to 2 GiB.</summary>
    private const int LargestInside = 64 << 10;

    /// <summary>Bytes of the data.</summary>
    public long ByteCount => Shape.Aggregate(1L, (product, size) => product * size) * Type switch
    {
        OnnxType.Byte or OnnxType.SignedByte => 1,
        OnnxType.Int64 => 8,
        _ => 4,
    };

    /// <summary>True when the values are handed to the runtime apart from the graph.</summary>
    public bool IsOutside => ByteCount > LargestInside;
}

/// <summary>One operation.</summary>
internal sealed record OnnxNode(
    string Operation,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyList<(string Name, object Value)> Attributes,
    string Domain);

/// <summary>A graph under construction: each method adds an operation and returns the name of its result.</summary>
internal sealed class OnnxGraph(string name)
{
    /// <summary>ONNX Runtime's own operators.</summary>
    public const string Microsoft = "com.microsoft";

    private readonly HashSet<string> _constantNames = new(StringComparer.Ordinal);
    private int _counter;

    public string Name { get; } = name;

    public List<OnnxPort> Inputs { get; } = [];

    public List<OnnxPort> Outputs { get; } = [];

    public List<OnnxConstant> Constants { get; } = [];

    public List<OnnxNode> Nodes { get; } = [];

    /// <summary>Value of an attribute that is a list.</summary>
    public static int[] List(params int[] values) => values;

    public string Input(string name, OnnxType type, params object[] shape)
    {
        Inputs.Add(new OnnxPort(name, type, shape));
        return name;
    }

    public void Output(string name, params object[] shape) => Outputs.Add(new OnnxPort(name, OnnxType.Float, shape));

    public string Weights(string name, OnnxType type, FillWeights fill, params long[] shape)
    {
        if (_constantNames.Add(name))
            Constants.Add(new OnnxConstant(name, type, shape, fill));
        return name;
    }

    public string Integers(params long[] values)
    {
        var name = "ints_" + string.Join('_', values);
        return Weights(name, OnnxType.Int64, target => MemoryMarshal.AsBytes(values.AsSpan()).CopyTo(target), values.Length);
    }

    public string Add(string operation, string[] inputs, params (string Name, object Value)[] attributes) =>
        Add(operation, "", inputs, attributes);

    public string Add(string operation, string domain, string[] inputs, params (string Name, object Value)[] attributes) =>
        Add(new OnnxNode(operation, inputs, [], attributes, domain));

    /// <summary>Adds an operation with one result.</summary>
    public string Add(OnnxNode node)
    {
        var output = $"{node.Operation}_{_counter++}";
        Nodes.Add(node with { Outputs = [output] });
        return output;
    }

    /// <summary>Adds an operation whose results have names of their own.</summary>
    public void AddNamed(string operation, string domain, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes) =>
        Nodes.Add(new OnnxNode(operation, inputs, outputs, attributes, domain));
}
