using Microsoft.Win32.SafeHandles;

namespace CallQA.Engines.Whisper.Ggml;

/// <summary>An opened ggml Whisper file: header, filters and vocabulary in memory, tensors read on demand.</summary>
internal sealed class GgmlFile : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly IReadOnlyDictionary<string, GgmlTensor> _tensors;

    internal GgmlFile(
        SafeFileHandle handle,
        string path,
        GgmlHeader header,
        MelFilterBank filters,
        IReadOnlyList<byte[]> vocabulary,
        IReadOnlyDictionary<string, GgmlTensor> tensors)
    {
        _handle = handle;
        FullPath = Path.GetFullPath(path);
        Name = Path.GetFileName(path);
        _tensors = tensors;
        Header = header;
        Filters = filters;
        Vocabulary = vocabulary;
    }

    /// <summary>The file as it was named when it was opened.</summary>
    public string Name { get; }

    /// <summary>Where the file is.</summary>
    public string FullPath { get; }

    public GgmlHeader Header { get; }

    public MelFilterBank Filters { get; }

    /// <summary>Bytes of each text token; special tokens beyond its end have none.</summary>
    public IReadOnlyList<byte[]> Vocabulary { get; }

    /// <summary>Opens a file and checks everything but the weights' values.</summary>
    /// <exception cref="UnusableModelException">It is missing, damaged or something else.</exception>
    public static GgmlFile Open(string path) => GgmlParser.Parse(path);

    /// <summary>Looks a tensor up and checks its shape; dimensions of size 1 do not count.</summary>
    public GgmlTensor Find(string name, params ReadOnlySpan<long> shape)
    {
        if (!_tensors.TryGetValue(name, out var tensor))
            throw new UnusableModelException($"The model {Name} has no tensor '{name}' and cannot be used; get the file again.");
        if (!Squeeze(tensor.Shape).SequenceEqual(Squeeze(shape.ToArray())))
        {
            throw new UnusableModelException(
                $"The tensor '{name}' of the model {Name} has the shape {string.Join('x', tensor.Shape)} "
                + $"instead of {string.Join('x', shape.ToArray())}; get the file again.");
        }

        return tensor;
    }

    /// <summary>Reads a tensor as floats, in its stored order.</summary>
    public float[] ReadFloats(string name, params ReadOnlySpan<long> shape)
    {
        var tensor = Find(name, shape);
        var values = new float[tensor.Count];
        Decode(tensor, values);
        return values;
    }

    /// <summary>Decodes a tensor into memory of the caller in slices, so that the stored form is never whole in memory.</summary>
    public void Decode(GgmlTensor tensor, Span<float> target) => Decode(tensor, 0, target);

    /// <summary>Decodes a part of a tensor.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="first">First element, at the start of a block.</param>
    /// <param name="target">Takes the elements; whole blocks unless the tensor ends.</param>
    public void Decode(GgmlTensor tensor, long first, Span<float> target)
    {
        const int SliceElements = 1 << 18;
        var buffer = new byte[tensor.Type.ByteCount(Math.Min(SliceElements, RoundUp(target.Length)))];
        for (var start = 0; start < target.Length; start += SliceElements)
        {
            var count = Math.Min(SliceElements, target.Length - start);
            var bytes = buffer.AsSpan(0, (int)tensor.Type.ByteCount(count));
            ReadExactly(bytes, tensor.Offset + tensor.Type.ByteCount(first + start));
            Dequantizer.Decode(tensor.Type, bytes, target.Slice(start, count));
        }
    }

    /// <summary>Reads a tensor as it is stored.</summary>
    public byte[] ReadRaw(GgmlTensor tensor)
    {
        var bytes = new byte[tensor.ByteCount];
        ReadExactly(bytes, tensor.Offset);
        return bytes;
    }

    public void Dispose() => _handle.Dispose();

    private static long RoundUp(long count) => (count + GgmlTypes.BlockLength - 1) / GgmlTypes.BlockLength * GgmlTypes.BlockLength;

    private static IEnumerable<long> Squeeze(IReadOnlyList<long> shape) => shape.Where(size => size != 1);

    private void ReadExactly(Span<byte> target, long offset)
    {
        while (!target.IsEmpty)
        {
            var read = RandomAccess.Read(_handle, target, offset);
            if (read == 0)
                throw new UnusableModelException($"The model {Name} became shorter while it was read; get the file again.");
            target = target[read..];
            offset += read;
        }
    }
}
