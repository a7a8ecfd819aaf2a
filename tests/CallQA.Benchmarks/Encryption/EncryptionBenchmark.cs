using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using CallQA.Recordings;
using CallQA.Recordings.Encryption;

namespace CallQA.Benchmarks.Encryption;

/// <summary>What encryption costs: writing and reading a long recording, and jumping about in it, beside the same file plain. The file stays in the page cache: no disk is measured.</summary>
internal static class EncryptionBenchmark
{
    public const string Usage = "encryption [MEBIBYTES]      an hour of two channels (110 MiB), encrypted and plain";

    private const int Hour = 110;
    private const int Rounds = 7;
    private const int Jumps = 2000;
    private const int Piece = 32 * 1024;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var length = (arguments is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : Hour) << 20;
        var folder = Directory.CreateTempSubdirectory("callqa-encryption-").FullName;
        try
        {
            var plain = new RecordingFile(Path.Combine(folder, "plain"));
            var encrypted = new RecordingFile(Path.Combine(folder, "encrypted"), DataKey.New());
            await File.WriteAllBytesAsync(plain.Path, RandomNumberGenerator.GetBytes(length));
            await TellAsync("copy", length, () => CopyAsync(plain, plain.Path + ".copy"));
            await TellAsync("encrypt", length, () => EncryptAsync(plain, encrypted));
            foreach (var (name, file) in new[] { ("plain", plain), ("encrypted", encrypted) })
            {
                await TellAsync($"read {name}", length, () => ReadAsync(file));
                await TellAsync($"SHA-256 of {name}", length, () => ContentHash.ComputeAsync(file, CancellationToken.None));
                await TellAsync($"open and read 32 KiB, {Jumps} places, {name}", (long)Jumps * Piece, () => JumpAsync(file, length), Jumps);
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CopyAsync(RecordingFile source, string target)
    {
        await using var from = source.OpenRead();
        await using var to = File.Create(target);
        await from.CopyToAsync(to);
    }

    private static async Task EncryptAsync(RecordingFile source, RecordingFile target)
    {
        await using var from = source.OpenRead();
        await using var to = File.Create(target.Path);
        await StoredCopy.WriteAsync(from, to, target.Key, CancellationToken.None);
    }

    private static async Task ReadAsync(RecordingFile file)
    {
        await using var stream = file.OpenRead();
        await stream.CopyToAsync(Stream.Null);
    }

    // As a player does it: each request of a part opens the file anew.
    private static async Task JumpAsync(RecordingFile file, int length)
    {
        var random = new Random(1);
        var piece = new byte[Piece];
        for (var jump = 0; jump < Jumps; jump++)
        {
            await using var stream = file.OpenRead();
            stream.Position = random.Next(length - Piece);
            await stream.ReadExactlyAsync(piece);
        }
    }

    private static async Task TellAsync(string what, long bytes, Func<Task> run, int times = 1)
    {
        await run();
        var seconds = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            await run();
            seconds.Add(watch.Elapsed.TotalSeconds);
        }

        seconds.Sort();
        var median = seconds[Rounds / 2];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {bytes / median / 1e6:0} MB/s ({bytes / seconds[^1] / 1e6:0}-{bytes / seconds[0] / 1e6:0}), {median * 1e6 / times:0} us each"));
    }
}
