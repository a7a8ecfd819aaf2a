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
        { Encoding.Unicode.GetBytes("recording_file"), "control character U+0000 at position 1" },
        { [0x50, 0x4B, 3, 4], "control character U+0003 at position 2" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Decode_GivesTheText_InEveryEncoding(string encoding, byte[] content) =>
        CallListText.Decode(content, "calls.csv").ShouldBe(Text, encoding);

    [Fact]
    public void Decode_KnowsTheEuroSign_OfWindows1252() => CallListText.Decode([0x80, 0xE4], "calls.csv").ShouldBe("€ä");

    [Theory]
    [MemberData(nameof(Undecodable))]
    public void Decode_NamesByteAndPlace_WhenTheyAreNoText(byte[] content, string place)
    {
        var error = Should.Throw<InputException>(() => CallListText.Decode(content, "calls.csv"));

        error.Fault.ShouldBe(InputFault.Metadata);
        error.Message.ShouldBeASentence("'calls.csv'", place, "UTF-8");
    }
}
