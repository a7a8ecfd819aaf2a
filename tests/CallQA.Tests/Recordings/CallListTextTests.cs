using System.Text;
using CallQA.Recordings;

namespace CallQA.Tests.Recordings;

public sealed class CallListTextTests
{
    private const string Text = "recording_file;agent_name\na.wav;Jörg Müller\n";

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(Text) },
        { "UTF-8 with mark", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Text)] },
        { "UTF-16 little-endian", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Text)] },
        { "UTF-16 big-endian", [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Text)] },
        { "Windows-1252", Encoding.Latin1.GetBytes(Text) },
    };

    public static TheoryData<byte[], string> Undecodable => new()
    {
        { [(byte)'a', 0xE4, 0x9D], "byte 0x9D at offset 2" },
        { [0xEF, 0xBB, 0xBF, (byte)'a', 0xE4, (byte)'b'], "byte 0xE4 near offset 4" },
        { [0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00], "near offset" },
        { [(byte)'a', (byte)'b', 0, (byte)'c'], "control character U+0000 at position 2" },
        { [(byte)'a', 0, (byte)'b', 0, 0x00, 0xD8, (byte)'c', 0], "near offset" },
        { [0x50, 0x4B, 3, 4], "control character U+0003 at position 2" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task RecogniseAsync_GivesTheText_InEveryEncoding(string encoding, byte[] content) =>
        (await DecodeAsync(content)).ShouldBe(Text, encoding);

    [Fact]
    public async Task RecogniseAsync_KnowsTheEuroSign_OfWindows1252() => (await DecodeAsync([0x80, 0xE4])).ShouldBe("€ä");

    [Theory]
    [MemberData(nameof(Undecodable))]
    public async Task RecogniseAsync_NamesByteAndPlace_WhenTheyAreNoText(byte[] content, string place)
    {
        var error = await Should.ThrowAsync<InputException>(() => DecodeAsync(content));

        error.Fault.ShouldBe(InputFault.Metadata);
        error.Message.ShouldBeASentence("'calls.csv'", place, "UTF-8");
    }

    private static async Task<string> DecodeAsync(byte[] content)
    {
        using var stream = new MemoryStream(content);
        var text = await CallListText.RecogniseAsync(stream, "calls.csv", TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, text.Encoding, detectEncodingFromByteOrderMarks: false);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
