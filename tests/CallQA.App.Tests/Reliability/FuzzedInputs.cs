using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using CallQA.App.Tests.Commands;
using CallQA.App.Tests.Jobs;
using CallQA.Tests;

namespace CallQA.App.Tests.Reliability;

/// <summary>One hostile input.</summary>
/// <param name="Name">File name, also with folders.</param>
/// <param name="Write">Makes the file.</param>
internal sealed record FuzzedInput(string Name, Action<string> Write);

/// <summary>
/// Damaged and hostile inputs, the same ones for the same number: recordings, lists, scorecards and transcripts with bytes changed,
/// cut and repeated; hours of silence in few bytes; headers that claim 4 GB; paths that lead elsewhere; links.
/// </summary>
internal sealed class FuzzedInputs(int seed)
{
    private const int RiffSize = 4;
    private const int DataSize = 40;

    // In samples: the fewer frames, the smaller the file.
    private const string LongestFrame = "65535";

    private const long FourGigabytes = 4L << 30;

    private static readonly string[] HostilePaths =
    [
        "../../../etc/passwd", "/etc/passwd", "..\\..\\windows\\win.ini", "C:\\boot.ini", "http://127.0.0.1/a.wav", "file:///etc/passwd",
        "a/../../b.wav", "~/b.wav", "a\u0001b.wav", "", ".", "..", "//server/share/a.wav", new string('x', 5000) + ".wav", "link/b.wav",
    ];

    private readonly byte[] list = File.ReadAllBytes(Path.Combine(Cli.Samples, "calls.csv"));
    private readonly byte[] scorecard = Encoding.UTF8.GetBytes(
        "id: test\nversion: 1\nlanguage: en\ntitle: Test\nsections:\n- id: a\n  title: A\n  weight: 1\n  questions:\n  - id: q\n    text: Was it good?\n    answers: [{value: \"yes\", points: 1}, {value: \"no\", points: 0}]\n");

    private readonly byte[] transcript = File.ReadAllBytes(Directory.GetFiles(Path.Combine(Cli.Samples, "calls"), "*.reference.json").Order(StringComparer.Ordinal).First());

    /// <summary>What lands in the intake folder under this number.</summary>
    public FuzzedInput InFolder(int number) => (number % 8) switch
    {
        0 or 1 or 2 or 3 => Bytes($"wave-{number}.wav", Mutation.Of(TestRecording.Content(number % 200), Of(number))),
        4 => Bytes($"list-{number}.csv", Mutation.Of(list, Of(number))),
        5 => Bytes($"paths-{number}.csv", Encoding.UTF8.GetBytes($"recording_file,call_id\n\"{HostilePaths[number / 8 % HostilePaths.Length]}\",c-{number}\n")),
        6 => Bytes($"noise-{number}.{(number % 16 < 8 ? "mp3" : "ogg")}", Noise(number)),
        _ => Special(number),
    };

    public byte[] Scorecard(int number) => Mutation.Of(scorecard, Of(number));

    public byte[] Transcript(int number) => Mutation.Of(transcript, Of(number));

    /// <summary>Four calls a line each, one of the lines damaged in its first characters.</summary>
    public (string Text, int BadLine) Lines(int number)
    {
        var random = Of(number);
        var bad = random.Next(4);
        var lines = Enumerable.Range(0, 4).Select(line => string.Create(
            CultureInfo.InvariantCulture, $$"""{"id":"c-{{line}}","language":"en","turns":[{"speaker":"agent","text":"Hello"}]}""")).ToArray();
        lines[bad] = random.Next(4) switch
        {
            0 => lines[bad][random.Next(1, 20)..],
            1 => lines[bad][..random.Next(1, 40)],
            2 => lines[bad].Replace("\"en\"", "\"xx-none\"", StringComparison.Ordinal),
            _ => "}" + lines[bad],
        };
        return (string.Join('\n', lines) + "\n", bad + 1);
    }

    /// <summary>Seven hours of silence in a FLAC file of less than a megabyte.</summary>
    public static async Task WriteSilenceAsync(string path, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "ffmpeg", ["-nostdin", "-loglevel", "error", "-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono:n=" + LongestFrame, "-t", "25200", "-c:a", "flac", "-frame_size", LongestFrame, path]))!;
        await process.WaitForExitAsync(cancellationToken);
        process.ExitCode.ShouldBe(0);
    }

    private static FuzzedInput Special(int number) => (number / 8 % 6) switch
    {
        0 => new($"sparse-{number}.wav", path => Sparse(path, claimed: uint.MaxValue)),
        1 => new($"sparse-{number}.wav", path => Sparse(path, claimed: 0x7fffff00)),
        2 => new($"link-{number}.wav", path => File.CreateSymbolicLink(path, "/etc/passwd")),
        3 => new($"loop-{number}", path => Directory.CreateSymbolicLink(path, Path.GetDirectoryName(path)!)),
        4 => Bytes($"claims-{number}.wav", Claiming(number)),
        _ => Bytes($"odd name \u202e{number};$(id)'.wav", TestRecording.Content(number % 200)),
    };

    private static void Sparse(string path, uint claimed)
    {
        using var file = File.Create(path);
        file.Write(Header(claimed));
        file.SetLength(FourGigabytes);
    }

    // A short file whose header claims 4 GB and a rate or a number of channels that cannot be.
    private static byte[] Claiming(int number)
    {
        var content = TestRecording.Content(number % 200);
        BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(DataSize), uint.MaxValue);
        BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(22), (ushort)(number % 3 == 0 ? 0xFFFF : 2));
        BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(24), number % 2 == 0 ? uint.MaxValue : 8000);
        return content;
    }

    private static byte[] Header(uint claimed)
    {
        var header = TestRecording.Content(1)[..44];
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(RiffSize), claimed);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(DataSize), claimed);
        return header;
    }

    private byte[] Noise(int number)
    {
        var random = Of(number);
        var bytes = new byte[random.Next(1, 20_000)];
        random.NextBytes(bytes);
        if (number % 16 < 8) bytes[0] = 0xFF;
        else "OggS"u8[..Math.Min(4, bytes.Length)].CopyTo(bytes);
        return bytes;
    }

    private static FuzzedInput Bytes(string name, byte[] content) => new(name, path => File.WriteAllBytes(path, content));

    private Random Of(int number) => new((seed * 1_000_003) + number);
}
