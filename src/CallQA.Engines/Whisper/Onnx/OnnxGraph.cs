namespace CallQA.Engines.Whisper.Onnx;

/// <summary>Element types of ONNX tensors; the numbers are those of the format.</summary>
internal enum OnnxType
{
    Float = 1,
    Int32 = 6,
    Int64 = 7,
}

/// <summary>An input or output; a text dimension is free at run time.</summary>
internal sealed record OnnxPort(string Name, OnnxType Type, IReadOnlyList<object> Shape);

/// <summary>Writes a constant's values into its place in the model.</summary>
internal delegate void FillWeights(Span<float> target);

/// <summary>A constant; either small integers held here or weights that <see cref="Fill"/> writes when they are needed.</summary>
internal sealed record OnnxConstant(string Name, OnnxType Type, IReadOnlyList<long> Shape, FillWeights? Fill, long[]? Integers)
{
    /// <summary>Bytes of the data.</summary>
    public long ByteCount => Shape.Aggregate(1L, (product, size) => product * size) * (Type == OnnxType.Int64 ? 8 : 4);
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

    public string Weights(string name, FillWeights fill, params long[] shape)
    {
        if (_constantNames.Add(name))
            Constants.Add(new OnnxConstant(name, OnnxType.Float, shape, fill, null));
        return name;
    }

    public string Integers(params long[] values)
    {
        var name = "ints_" + string.Join('_', values);
        if (_constantNames.Add(name))
            Constants.Add(new OnnxConstant(name, OnnxType.Int64, [values.Length], null, values));
        return name;
    }

    public string Add(string operation, string[] inputs, params (string Name, object Value)[] attributes) =>
        Add(operation, "", inputs, attributes);

    public string Add(string operation, string domain, string[] inputs, params (string Name, object Value)[] attributes)
    {
        var output = $"{operation}_{_counter++}";
        Nodes.Add(new OnnxNode(operation, inputs, [output], attributes, domain));
        return output;
    }

    /// <summary>Adds an operation whose results have names of their own.</summary>
    public void AddNamed(string operation, string domain, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes) =>
        Nodes.Add(new OnnxNode(operation, inputs, outputs, attributes, domain));
}
