using System.Text;
using System.Text.Unicode;

namespace CallQA.Recordings;

/// <summary>Recognises a file by its first bytes.</summary>
internal static class AudioSignature
{
    /// <summary>Bytes to look at.</summary>
    public const int HeadLength = 4096;

    private const string Ogg = "Ogg";
    private const string Mp4 = "MP4/M4A";
    private const string Matroska = "WebM/Matroska";

    // Of so many bytes, samples are not all characters.
    private const int TextLength = 512;

    private static readonly (string Mark, int Offset, AudioContent Content)[] Marks =
    [
        ("fLaC", 0, Encoded("FLAC")),
        ("OggS", 0, Encoded(Ogg)),
        ("ID3", 0, Encoded("MP3")),
        ("ftyp", 4, Encoded(Mp4)),
        ("#!AMR", 0, Encoded("AMR")),
        ("\x1A\x45\xDF\xA3", 0, Encoded(Matroska)),
        ("\x30\x26\xB2\x75\x8E\x66\xCF\x11", 0, Encoded("Windows Media")),
        ("FORM", 0, Encoded("AIFF")),
        (".snd", 0, Encoded("Sun audio")),
        ("caff", 0, Encoded("Core Audio")),
        ("riff\x2E\x91\xCF\x11", 0, Encoded("Wave64")),
        ("RIFX", 0, Encoded("RIFX")),
        ("RIFF", 0, Encoded("RIFF")),
        ("%PDF", 0, Foreign("a PDF document")),
        ("PK\x03\x04", 0, Foreign("a ZIP archive")),
        ("\x1F\x8B", 0, Foreign("a gzip archive")),
        ("7z\xBC\xAF\x27\x1C", 0, Foreign("a 7-Zip archive")),
        ("Rar!", 0, Foreign("a RAR archive")),
        ("\x89PNG", 0, Foreign("a PNG image")),
        ("\xFF\xD8\xFF", 0, Foreign("a JPEG image")),
        ("GIF8", 0, Foreign("a GIF image")),
        ("\x7F\x45LF", 0, Foreign("a program")),
        ("SQLite format 3", 0, Foreign("a database")),
        ("\xFF\xFE", 0, Foreign("text")),
        ("\xFE\xFF", 0, Foreign("text")),
    ];

    /// <summary>The first bytes of a file, which is left at its start.</summary>
    public static async Task<byte[]> ReadHeadAsync(Stream file, CancellationToken cancellationToken)
    {
        var head = new byte[HeadLength];
        var count = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        file.Position = 0;
        return head[..count];
    }

    /// <summary>
    /// Whether a file declared to have no header has none indeed. Short marks count for nothing here: the first samples of silence look like them.
    /// </summary>
    /// <param name="head">Up to <see cref="HeadLength"/> bytes from the start of the file; at least one.</param>
    public static bool IsHeaderless(ReadOnlySpan<byte> head)
    {
        foreach (var (mark, offset, _) in Marks)
        {
            if ((mark.Length > 3 || mark == "ID3") && Starts(head, mark, offset))
                return false;
        }

        var isSteady = !head.ContainsAnyExcept(head[0]);
        return !Starts(head, "RF64", 0) && !Starts(head, "BW64", 0) && !FrameChain.BeginsAt(head) && (isSteady || !IsText(head[..Math.Min(head.Length, TextLength)]));
    }

    /// <param name="head">Up to <see cref="HeadLength"/> bytes from the start of the file; at least one.</param>
    public static AudioContent Recognise(ReadOnlySpan<byte> head)
    {
        if ((Starts(head, "RIFF", 0) || Starts(head, "RF64", 0) || Starts(head, "BW64", 0)) && (head.Length < 12 || Starts(head, "WAVE", 8)))
            return new AudioContent(AudioContentKind.Wave, "WAV");

        foreach (var (mark, offset, content) in Marks)
        {
            if (Starts(head, mark, offset))
                return content;
        }

        if (IsText(head[..Math.Min(head.Length, TextLength)]))
            return Foreign("text");

        // Frame synchronisation of MPEG audio: eleven set bits.
        return head.Length > 1 && head[0] == 0xFF && head[1] >= 0xE0
            ? Encoded("MP3")
            : new AudioContent(AudioContentKind.Unknown, AudioContent.Nameless);
    }

    /// <summary>Whether a kind of content tells at what time each part of it was recorded.</summary>
    /// <param name="name">Its <see cref="AudioContent.Name"/>.</param>
    public static bool TellsTimes(string name) => name is Ogg or Mp4 or Matroska;

    private static bool Starts(ReadOnlySpan<byte> head, string mark, int offset) =>
        head.Length >= offset + mark.Length
        && head.Slice(offset, mark.Length).SequenceEqual(Encoding.Latin1.GetBytes(mark));

    private static bool IsText(ReadOnlySpan<byte> head)
    {
        if (head.ContainsAnyInRange((byte)0, (byte)8) || head.ContainsAnyInRange((byte)14, (byte)31))
            return false;

        // The last character may be cut by the end of the head.
        for (var cut = 0; cut < 4 && cut < head.Length; cut++)
        {
            if (Utf8.IsValid(head[..^cut]))
                return true;
        }

        return false;
    }

    private static AudioContent Encoded(string name) => new(AudioContentKind.Encoded, name);

    private static AudioContent Foreign(string name) => new(AudioContentKind.Foreign, name);
}
