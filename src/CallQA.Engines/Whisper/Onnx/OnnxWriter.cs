using System.Runtime.InteropServices;

namespace CallQA.Engines.Whisper.Onnx;

/// <summary>Serialises an <see cref="OnnxGraph"/> as an ONNX ModelProto.</summary>
internal static class OnnxWriter
{
    private const int IrVersion = 8;
    private const int StandardOpset = 17;

    /// <summary>Writes the model, weights included, into memory of exactly its size.</summary>
    /// <exception cref="UnusableModelException">The weights are beyond what one file of the format can hold.</exception>
    public static byte[] Write(OnnxGraph graph)
    {
        var head = Measure(writer => WriteHead(writer));
        var structure = Measure(writer => WriteStructure(writer, graph));
        var prefixes = graph.Constants.ConvertAll(constant => (Constant: constant, Head: Measure(writer => WriteConstantHead(writer, constant))));
        var tensors = prefixes.Sum(entry => Measure(writer => writer.Header(5, entry.Head.Length + entry.Constant.ByteCount)).Length + entry.Head.Length + entry.Constant.ByteCount);
        var graphHeader = Measure(writer => writer.Header(7, structure.Length + tensors));
        var total = head.Length + graphHeader.Length + structure.Length + tensors;
        if (total > Array.MaxLength)
        {
            throw new UnusableModelException(
                $"The model's {graph.Name} takes {total >> 20} MiB, more "
                + "than the 2 GiB that can be run; use a smaller model.");
        }

        var bytes = new byte[total];
        using var stream = new MemoryStream(bytes);
        stream.Write(head);
        stream.Write(graphHeader);
        stream.Write(structure);
        var writer = new ProtoWriter(stream);
        foreach (var (constant, prefix) in prefixes)
        {
            writer.Header(5, prefix.Length + constant.ByteCount);
            stream.Write(prefix);
            WriteData(bytes.AsSpan((int)stream.Position, (int)constant.ByteCount), constant);
            stream.Position += constant.ByteCount;
        }

        return bytes;
    }

    private static byte[] Measure(Action<ProtoWriter> write)
    {
        using var stream = new MemoryStream();
        write(new ProtoWriter(stream));
        return stream.ToArray();
    }

    private static void WriteHead(ProtoWriter writer)
    {
        writer.Integer(1, IrVersion);
        writer.Text(2, "CallQA");
        WriteOpset(writer, "", StandardOpset);
        WriteOpset(writer, OnnxGraph.Microsoft, 1);
    }

    private static void WriteOpset(ProtoWriter writer, string domain, int version) => writer.Message(8, opset =>
    {
        opset.Text(1, domain);
        opset.Integer(2, version);
    });

    private static void WriteStructure(ProtoWriter writer, OnnxGraph graph)
    {
        foreach (var node in graph.Nodes)
            writer.Message(1, message => WriteNode(message, node));
        writer.Text(2, graph.Name);
        foreach (var input in graph.Inputs)
            writer.Message(11, message => WritePort(message, input));
        foreach (var output in graph.Outputs)
            writer.Message(12, message => WritePort(message, output));
    }

    private static void WriteNode(ProtoWriter writer, OnnxNode node)
    {
        foreach (var input in node.Inputs)
            writer.Text(1, input);
        foreach (var output in node.Outputs)
            writer.Text(2, output);
        writer.Text(3, node.Outputs[0]);
        writer.Text(4, node.Operation);
        foreach (var (name, value) in node.Attributes)
            writer.Message(5, message => WriteAttribute(message, name, value));
        if (node.Domain.Length > 0)
            writer.Text(7, node.Domain);
    }

    private static void WriteAttribute(ProtoWriter writer, string name, object value)
    {
        writer.Text(1, name);
        switch (value)
        {
            case float number:
                writer.Float(2, number);
                writer.Integer(20, 1);
                break;
            case int number:
                writer.Integer(3, number);
                writer.Integer(20, 2);
                break;
            case string text:
                writer.Text(4, text);
                writer.Integer(20, 3);
                break;
            case int[] numbers:
                foreach (var number in numbers)
                    writer.Integer(8, number);
                writer.Integer(20, 7);
                break;
            default:
                throw new ArgumentException($"Attribute '{name}' has a type that is not written.", nameof(value));
        }
    }

    /// <summary>A tensor up to the tag and length of its data.</summary>
    private static void WriteConstantHead(ProtoWriter writer, OnnxConstant constant)
    {
        foreach (var size in constant.Shape)
            writer.Integer(1, size);
        writer.Integer(2, (int)constant.Type);
        writer.Text(8, constant.Name);
        writer.Header(9, constant.ByteCount);
    }

    private static void WriteData(Span<byte> target, OnnxConstant constant)
    {
        if (constant.Fill is { } fill)
            fill(MemoryMarshal.Cast<byte, float>(target));
        else
            MemoryMarshal.AsBytes(constant.Integers.AsSpan()).CopyTo(target);
    }

    private static void WritePort(ProtoWriter writer, OnnxPort port)
    {
        writer.Text(1, port.Name);
        writer.Message(2, type => type.Message(1, tensor =>
        {
            tensor.Integer(1, (int)port.Type);
            tensor.Message(2, shape =>
            {
                foreach (var size in port.Shape)
                {
                    shape.Message(1, dimension =>
                    {
                        if (size is string free)
                            dimension.Text(2, free);
                        else
                            dimension.Integer(1, Convert.ToInt64(size, System.Globalization.CultureInfo.InvariantCulture));
                    });
                }
            });
        }));
    }
}
