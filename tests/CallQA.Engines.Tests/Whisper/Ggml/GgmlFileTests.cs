using System.Buffers.Binary;
using System.Text;
using CallQA.Engines.Whisper.Ggml;

namespace CallQA.Engines.Tests.Whisper.Ggml;

public sealed class GgmlFileTests : IDisposable
{
    private static readonly byte[] Sound = new TinyModel().ToBytes();
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(nameof(GgmlType.F32), 0)]
    [InlineData(nameof(GgmlType.F16), 0.001)]
    [InlineData(nameof(GgmlType.Q8_0), 0.01)]
    [InlineData(nameof(GgmlType.Q5_1), 0.06)]
    [InlineData(nameof(GgmlType.Q5_0), 0.06)]
    [InlineData(nameof(GgmlType.Q4_1), 0.12)]
    [InlineData(nameof(GgmlType.Q4_0), 0.12)]
    public async Task ReadFloats_GivesTheWrittenWeights_WhenFileHasType(string type, double tolerance)
    {
        using var exact = GgmlFile.Open(await new TinyModel { Type = GgmlType.F32 }.WriteAsync(_folder));
        using var file = GgmlFile.Open(await new TinyModel { Type = Enum.Parse<GgmlType>(type) }.WriteAsync(_folder));

        foreach (var (name, shape) in new[] { ("encoder.blocks.0.mlp.0.weight", new long[] { 128, 32 }), ("decoder.ln.bias", [32]) })
        {
            var expected = exact.ReadFloats(name, shape);
            file.ReadFloats(name, shape).ShouldBe(expected, tolerance * expected.Max(Math.Abs));
        }

        file.Vocabulary.Count.ShouldBe(50_257);
        file.Filters.Bins.ShouldBe(80);
    }

    [Theory]
    [InlineData("GGUF\u0003\0\0\0", "GGUF")]
    [InlineData("PK\u0003\u0004..........", "zip archive")]
    [InlineData("<!DOCTYPE html><html>", "web page")]
    [InlineData("version https://git-lfs.github.com/spec/v1", "Git LFS")]
    [InlineData("just some words", "a text file")]
    [InlineData("\u0080\0\0\0\0\0\0\0{\"a\":{\"dtype\"", "safetensors")]
    public void Open_NamesTheFormat_WhenFileIsSomethingElse(string content, string format) =>
        Refusal(Encoding.Latin1.GetBytes(content)).ShouldContain(format);

    [Fact]
    public void Open_SaysEmpty_WhenFileIsEmpty() => Refusal([]).ShouldContain("empty");

    [Fact]
    public void Open_SaysWhichFile_WhenFileIsMissing() =>
        Should.Throw<InputException>(() => GgmlFile.Open(_folder.File("nowhere.bin"))).Message.ShouldContain("nowhere.bin");

    [Theory]
    [InlineData(6)]
    [InlineData(40)]
    [InlineData(5_000)]
    [InlineData(100_000)]
    [InlineData(1_000_000)]
    [InlineData(-1)]
    public void Open_SaysIncomplete_WhenFileIsCutAnywhere(int length) =>
        Refusal(Sound[..(length < 0 ? Sound.Length + length : length)]).ShouldContain("incomplete");

    /// <summary>Such files, <c>for-tests-ggml-*.bin</c>, come with whisper.cpp.</summary>
    [Fact]
    public void Open_SaysThatThereAreNoWeights_WhenFileEndsAfterItsVocabulary()
    {
        const int NumbersBeforeName = 5;
        var firstName = Sound.AsSpan().IndexOf("encoder.positional_embedding"u8);

        Refusal(Sound[..(firstName - (NumbersBeforeName * sizeof(int)))]).ShouldContain("holds no weights");
    }

    [Theory]
    [InlineData(1, "n_vocab")]
    [InlineData(2, "n_audio_ctx")]
    [InlineData(3, "n_audio_state")]
    [InlineData(4, "n_audio_head")]
    [InlineData(5, "n_audio_layer")]
    [InlineData(10, "n_mels")]
    public void Open_NamesTheField_WhenHeaderIsAbsurd(int word, string field)
    {
        foreach (var value in new[] { int.MaxValue, -1, 0 })
            Refusal(With(word * 4, value)).ShouldContain($"{field} = {value}");
    }

    [Fact]
    public void Open_DoesNotAllocate_WhenVocabularyOrTensorClaimsMoreThanTheFile()
    {
        var vocabulary = 4 + 44 + 8 + (80 * 201 * 4);
        Refusal(With(vocabulary, int.MaxValue)).ShouldContain("vocabulary");
        Refusal(With(vocabulary + 4, int.MaxValue)).ShouldContain("claims");

        var tensor = Sound.AsSpan().IndexOf("encoder.positional_embedding"u8);
        Refusal(With(tensor - 8, int.MaxValue)).ShouldContain("encoder.positional_embedding");
        Refusal(With(tensor - 12, 99)).ShouldContain("element type 99");
        Refusal(With(tensor - 16, 1 << 30)).ShouldContain("damaged");
    }

    [Fact]
    public void Find_SaysBothShapes_WhenTensorHasAnother()
    {
        var path = _folder.File("shape.bin");
        File.WriteAllBytes(path, Sound);
        using var file = GgmlFile.Open(path);

        var message = Should.Throw<InputException>(() => file.Find("decoder.ln.weight", 64)).Message;
        message.ShouldContain("32");
        message.ShouldContain("64");
    }

    [Fact]
    public void Open_NeverFailsOtherwise_WhenBytesAreDamaged()
    {
        var random = new FixedRandom(9);
        for (var i = 0; i < 40; i++)
        {
            var bytes = (byte[])Sound.Clone();
            for (var k = 0; k < 8; k++)
                bytes[(int)((random.Next() + 1) / 2 * 120_000)] = (byte)(random.Next() * 127);
            var path = _folder.File("damaged.bin");
            File.WriteAllBytes(path, bytes);
            try
            {
                GgmlFile.Open(path).Dispose();
            }
            catch (InputException refusal)
            {
                refusal.Fault.ShouldBe(InputFault.Model);
            }
        }
    }

    private static byte[] With(int offset, int value)
    {
        var bytes = (byte[])Sound.Clone();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(offset), value);
        return bytes;
    }

    private string Refusal(byte[] content)
    {
        var path = _folder.File("given.bin");
        File.WriteAllBytes(path, content);
        var refusal = Should.Throw<InputException>(() => GgmlFile.Open(path));
        refusal.Fault.ShouldBe(InputFault.Model);
        return refusal.Message;
    }
}
