using System.Runtime.InteropServices;

namespace CallQA.Engines.Whisper.Onnx;

/// <summary>Serialises an <see cref="OnnxGraph"/> as an ONNX ModelProto.</summary>
internal static class OnnxWriter
{
    private const int IrVersion = 8;
    private const int StandardOpset = 17;

    /// <summary>Writes the model, weights included.</summary>
    public static byte[] Write(OnnxGraph graph)
    {
        var capacity = graph.Constants.Sum(constant => constant.ByteCount + 256) + 65_536;
        using var body = new MemoryStream((int)capacity);
        WriteGraph(graph, body);

        using var file = new MemoryStream((int)body.Length + 128);
        var writer = new ProtoWriter(file);
        writer.Integer(1, IrVersion);
        writer.Text(2, "CallQA");
        writer.Header(7, body.Length);
        body.WriteTo(file);
        WriteOpset(writer, "", StandardOpset);
        WriteOpset(writer, OnnxGraph.Microsoft, 1);
        return file.ToArray();
    }

    private static void WriteOpset(ProtoWriter writer, string domain, int version) => writer.Message(8, opset =>
    {
        opset.Text(1, domain);
        opset.Integer(2, version);
    });

    private static void WriteGraph(OnnxGraph graph, Stream stream)
    {
        var writer = new ProtoWriter(stream);
        foreach (var node in graph.Nodes)
            writer.Message(1, message => WriteNode(message, node));
        writer.Text(2, graph.Name);
        foreach (var constant in graph.Constants)
            WriteConstant(writer, stream, constant);
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

    private static void WriteConstant(ProtoWriter writer, Stream stream, OnnxConstant constant)
    {
        using var head = new MemoryStream();
        var message = new ProtoWriter(head);
        foreach (var size in constant.Shape)
            message.Integer(1, size);
        message.Integer(2, (int)constant.Type);
        message.Text(8, constant.Name);
        message.Header(9, constant.ByteCount);
        writer.Header(5, head.Length + constant.ByteCount);
        head.WriteTo(stream);
        stream.Write(constant.Weights is { } read
            ? MemoryMarshal.AsBytes(read().AsSpan())
            : MemoryMarshal.AsBytes(constant.Integers.AsSpan()));
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
