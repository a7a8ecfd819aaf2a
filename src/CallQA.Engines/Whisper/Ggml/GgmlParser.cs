using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace CallQA.Engines.Whisper.Ggml;

/// <summary>Reads the front matter and the tensor index of a ggml Whisper file, trusting no number before the file's length.</summary>
internal sealed class GgmlParser
{
    /// <summary>"ggml" as a little-endian number: the first four bytes of the file.</summary>
    public const uint Magic = 0x67676d6c;

    private const int FrequencyBins = 201;
    private const int MaxNameLength = 256;
    private const int MaxTokenLength = 4096;
    private readonly FileStream _stream;
    private readonly string _name;
    private readonly byte[] _word = new byte[4];

    private GgmlParser(FileStream stream, string name)
    {
        _stream = stream;
        _name = name;
    }

    public static GgmlFile Parse(string path)
    {
        var name = Path.GetFileName(path);
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        }

        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UnusableModelException($"The model file {path} cannot be opened; check the path and its permissions.", cause);
        }

        try
        {
            return new GgmlParser(stream, name).ParseFile();
        }

        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private GgmlFile ParseFile()
    {
        CheckMagic();
        var header = ReadHeader();
        var filters = ReadFilters(header);
        var vocabulary = ReadVocabulary(header);
        var tensors = ReadTensorIndex();
        return new GgmlFile(_stream.SafeFileHandle, _stream.Name, header, filters, vocabulary, tensors);
    }

    private void CheckMagic()
    {
        var start = new byte[16];
        var read = _stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (read == 0)
            throw new UnusableModelException($"The model file {_name} is empty; get it again.");
        if (read < 4 || BinaryPrimitives.ReadUInt32LittleEndian(start) != Magic)
        {
            throw new UnusableModelException(
                $"The file {_name} is {ForeignFormat.Describe(start.AsSpan(0, read))}, not a ggml "
                + "Whisper model (ggml-*.bin as whisper.cpp uses); give a file of that kind.");
        }
        _stream.Position = 4;
    }

    private GgmlHeader ReadHeader()
    {
        var n = new int[11];
        for (var i = 0; i < n.Length; i++)
            n[i] = ReadInt("header");
        var header = new GgmlHeader(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10]);
        return header.FindImplausible() is { } field
            ? throw new UnusableModelException($"The header of the model {_name} holds {field}, which no Whisper model has: it is damaged or a model of another kind; give a ggml Whisper model.")
            : header;
    }

    private MelFilterBank ReadFilters(GgmlHeader header)
    {
        var bins = ReadInt("mel filters");
        var frequencies = ReadInt("mel filters");
        if (bins != header.MelBins || frequencies != FrequencyBins)
        {
            throw new UnusableModelException(
                $"The model {_name} has mel filters of {bins}x{frequencies} instead "
                + $"of {header.MelBins}x{FrequencyBins}; get the file again.");
        }

        var weights = new float[bins * frequencies];
        ReadBytes(MemoryMarshal.AsBytes(weights.AsSpan()), "mel filters");
        return new MelFilterBank(bins, frequencies, weights);
    }

    private List<byte[]> ReadVocabulary(GgmlHeader header)
    {
        var count = ReadInt("vocabulary");
        if (count < 1 || count > header.VocabularySize)
        {
            throw new UnusableModelException(
                $"The vocabulary of the model {_name} claims {count} "
                + $"tokens of {header.VocabularySize}; get the file again.");
        }

        var tokens = new List<byte[]>(count);
        for (var i = 0; i < count; i++)
            tokens.Add(ReadString(MaxTokenLength, "vocabulary"));
        return tokens;
    }

    private Dictionary<string, GgmlTensor> ReadTensorIndex()
    {
        var tensors = new Dictionary<string, GgmlTensor>(StringComparer.Ordinal);
        while (_stream.Position < _stream.Length)
        {
            var tensor = ReadTensorEntry();
            if (!tensors.TryAdd(tensor.Name, tensor))
                throw new UnusableModelException($"The model {_name} holds the tensor '{tensor.Name}' twice; get the file again.");
            _stream.Position = tensor.Offset + tensor.ByteCount;
        }

        return tensors.Count > 0
            ? tensors
            : throw new UnusableModelException($"The model {_name} is incomplete or made for tests only: it ends after its vocabulary and holds no weights; get the file again.");
    }

    private GgmlTensor ReadTensorEntry()
    {
        var at = _stream.Position;
        var dimensions = ReadInt("tensor header");
        var nameLength = ReadInt("tensor header");
        var type = (GgmlType)ReadInt("tensor header");
        if (dimensions is < 1 or > 4 || nameLength is < 1 or > MaxNameLength)
            throw new UnusableModelException($"The model {_name} is damaged at byte {at}: no tensor begins there; get the file again.");
        var shape = new long[dimensions];
        for (var i = dimensions - 1; i >= 0; i--)
            shape[i] = ReadInt("tensor header");
        var tensorName = Encoding.UTF8.GetString(ReadExact(nameLength, "tensor header"));
        if (!Enum.IsDefined(type))
        {
            throw new UnusableModelException(
                $"The tensor '{tensorName}' of the model {_name} has the element type {(int)type}, "
                + "which is not supported; use f32, f16, q4_0, q4_1, q5_0, q5_1 or q8_0.");
        }

        return CheckSize(new GgmlTensor(tensorName, type, shape, _stream.Position));
    }

    private GgmlTensor CheckSize(GgmlTensor tensor)
    {
        var remaining = _stream.Length - tensor.Offset;
        var count = 1L;
        foreach (var size in tensor.Shape)
        {
            // No element takes less than half a byte, so a larger product cannot fit and may not overflow either.
            count = size > 0 && count <= remaining * 2 ? count * size : long.MaxValue / 64;
        }

        if (tensor.Shape[^1] % tensor.Type.ElementsPerBlock() != 0 || tensor.Type.ByteCount(count) > remaining)
        {
            throw new UnusableModelException(
                $"The model {_name} ends inside the tensor '{tensor.Name}' (byte "
                + $"{tensor.Offset} of {_stream.Length}); the file is incomplete, get it again.");
        }

        return tensor;
    }

    private byte[] ReadString(int limit, string part)
    {
        var length = ReadInt(part);
        return length < 0 || length > limit
            ? throw new UnusableModelException($"The model {_name} is damaged at byte {_stream.Position - 4}: a {part} entry claims {length} bytes; get the file again.")
            : ReadExact(length, part);
    }

    private int ReadInt(string part)
    {
        ReadBytes(_word, part);
        return BinaryPrimitives.ReadInt32LittleEndian(_word);
    }

    private byte[] ReadExact(int count, string part)
    {
        var bytes = new byte[count];
        ReadBytes(bytes, part);
        return bytes;
    }

    private void ReadBytes(Span<byte> target, string part)
    {
        if (_stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) < target.Length)
        {
            throw new UnusableModelException(
                $"The model {_name} ends after {_stream.Length} bytes, "
                + $"inside its {part}; the file is incomplete, get it again.");
        }
    }
}
