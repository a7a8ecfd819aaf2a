namespace CallQA.Engines.Whisper.Onnx;

/// <summary>Serialises an <see cref="OnnxGraph"/> as an ONNX ModelProto.</summary>
internal static class OnnxWriter
{
    private const int IrVersion = 8;
    private const int StandardOpset = 17;
    private const int ExternalData = 1;

    /// <summary>Writes the model. Large constants are only named: <see cref="GraphWeights"/> hands them to the runtime.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="weightsFile">Name of an existing file that stands for the place of the large constants.</param>
    public static byte[] Write(OnnxGraph graph, string weightsFile)
    {
        using var stream = new MemoryStream();
        var writer = new ProtoWriter(stream);
        WriteHead(writer);
        writer.Message(7, model =>
        {
            WriteStructure(model, graph);
            foreach (var constant in graph.Constants)
                model.Message(5, tensor => WriteConstant(tensor, constant, weightsFile));
        });
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

    private static void WriteConstant(ProtoWriter writer, OnnxConstant constant, string weightsFile)
    {
        foreach (var size in constant.Shape)
            writer.Integer(1, size);
        writer.Integer(2, (int)constant.Type);
        writer.Text(8, constant.Name);
        if (constant.IsOutside)
        {
            writer.Message(13, entry =>
            {
                entry.Text(1, "location");
                entry.Text(2, weightsFile);
            });
            writer.Integer(14, ExternalData);
            return;
        }

        var bytes = new byte[constant.ByteCount];
        constant.Fill(bytes);
        writer.Bytes(9, bytes);
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
