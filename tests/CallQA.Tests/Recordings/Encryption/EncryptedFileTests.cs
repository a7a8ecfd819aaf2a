using CallQA.Recordings;
using CallQA.Recordings.Encryption;
using CsCheck;

namespace CallQA.Tests.Recordings.Encryption;

public sealed class EncryptedFileTests : IDisposable
{
    private const int Part = EncryptedFormat.PartLength;

    private readonly TemporaryFolder folder = new();
    private readonly DataKey key = DataKey.New();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    public static TheoryData<int> Lengths { get; } = [0, 1, 15, Part - 1, Part, Part + 1, (2 * Part) - 1, 2 * Part, (2 * Part) + 1, 3 * Part];

    [Theory]
    [MemberData(nameof(Lengths))]
    public async Task OpenRead_GivesBackWhatWasWritten(int length)
    {
        var content = Content(length, seed: length);
        var file = await WriteAsync("a", content, key);

        (await ReadAllAsync(file)).ShouldBe(content);
        new FileInfo(file.Path).Length.ShouldBe(EncryptedFormat.HeaderLength + length + (EncryptedFormat.TagLength * Math.Max(1, (length + Part - 1) / Part)));
        if (length > 32) File.ReadAllBytes(file.Path).AsSpan().IndexOf(content.AsSpan(0, 16)).ShouldBe(-1);
        (await RecordingFile.KeyOfAsync(file.Path, Token)).ShouldBe(key.Name);
    }

    [Fact]
    public async Task OpenRead_GivesAnyPart_WhereverItIsAskedFor()
    {
        var content = Content((3 * Part) + 1234, seed: 1);
        var file = await WriteAsync("a", content, key);
        using var stream = file.OpenRead();
        Gen.Select(Gen.Int[0, content.Length + 10], Gen.Int[0, 2 * Part]).Sample(
            (offset, count) =>
            {
                stream.Position = offset;
                var read = new byte[count];
                var got = stream.ReadAtLeast(read, count, throwOnEndOfStream: false);
                var from = Math.Min(offset, content.Length);
                return read.AsSpan(0, got).SequenceEqual(content.AsSpan(from, Math.Min(count, content.Length - from)));
            },
            iter: 300,
            threads: 1);
    }

    [Fact]
    public async Task OpenRead_GivesTheSame_HoweverItWasWritten() => await Gen.Int[1, Part + 7].Array[0, 5].SampleAsync(
        async pieces =>
        {
            var content = Content(pieces.Sum(), seed: pieces.Length);
            using var target = new MemoryStream();
            using (var writer = new EncryptedWriter(target, key))
            {
                var at = 0;
                foreach (var piece in pieces)
                {
                    await writer.WriteAsync(content.AsMemory(at, piece), Token);
                    at += piece;
                }

                await writer.CompleteAsync(Token);
            }

            var path = folder.At(Guid.NewGuid().ToString("N"));
            await File.WriteAllBytesAsync(path, target.ToArray(), Token);
            return (await ReadAllAsync(new RecordingFile(path, key))).AsSpan().SequenceEqual(content);
        },
        iter: 50,
        threads: 1);

    [Fact]
    public async Task OpenRead_Refuses_WhereverABitIsChanged()
    {
        var file = await WriteAsync("a", Content((2 * Part) + 100, seed: 2), key);
        var bytes = await File.ReadAllBytesAsync(file.Path, Token);
        int[] places = [.. Enumerable.Range(0, EncryptedFormat.HeaderLength), EncryptedFormat.HeaderLength, 5000, EncryptedFormat.HeaderLength + Part, EncryptedFormat.HeaderLength + EncryptedFormat.Stride, bytes.Length - 100, bytes.Length - 1];
        foreach (var place in places)
        {
            bytes[place] ^= 1;
            await File.WriteAllBytesAsync(file.Path, bytes, Token);
            await ShouldBeRefusedAsync(file);
            bytes[place] ^= 1;
        }

        await File.WriteAllBytesAsync(file.Path, bytes, Token);
        await ReadAllAsync(file);
    }

    [Fact]
    public async Task OpenRead_RefusesAtOnce_WhenTheFileIsCutOffOrLongerThanItWas()
    {
        var file = await WriteAsync("a", Content((3 * Part) + 100, seed: 3), key);
        var bytes = await File.ReadAllBytesAsync(file.Path, Token);
        var whole = EncryptedFormat.HeaderLength + EncryptedFormat.Stride;
        int[] lengths = [0, 10, EncryptedFormat.HeaderLength, EncryptedFormat.HeaderLength + 5, EncryptedFormat.HeaderLength + 16, whole - 1, whole, whole + EncryptedFormat.Stride, bytes.Length - 1];
        foreach (var length in lengths)
        {
            await File.WriteAllBytesAsync(file.Path, bytes[..length], Token);
            Should.Throw<InputException>(() => file.OpenRead().Dispose(), $"{length}").Message.ShouldBeASentence(file.Path, "damaged");
        }

        await File.WriteAllBytesAsync(file.Path, [.. bytes, 0], Token);
        Should.Throw<InputException>(() => file.OpenRead().Dispose());
    }

    [Fact]
    public async Task OpenRead_Refuses_WhenPartsArePutElsewhere_OrComeFromAnotherFile()
    {
        var file = await WriteAsync("a", Content(3 * Part, seed: 4), key);
        var other = await WriteAsync("b", Content(3 * Part, seed: 5), key);
        var (bytes, others) = (await File.ReadAllBytesAsync(file.Path, Token), await File.ReadAllBytesAsync(other.Path, Token));
        var first = EncryptedFormat.HeaderLength..(EncryptedFormat.HeaderLength + EncryptedFormat.Stride);
        var second = first.End.Value..(first.End.Value + EncryptedFormat.Stride);

        await File.WriteAllBytesAsync(file.Path, [.. bytes[..EncryptedFormat.HeaderLength], .. bytes[second], .. bytes[first], .. bytes[second.End..]], Token);
        await ShouldBeRefusedAsync(file);
        await File.WriteAllBytesAsync(file.Path, [.. bytes[..EncryptedFormat.HeaderLength], .. others[first], .. bytes[first.End..]], Token);
        await ShouldBeRefusedAsync(file);
        await File.WriteAllBytesAsync(file.Path, bytes, Token);
        await ShouldBeRefusedAsync(file with { Key = DataKey.New() });
    }

    [Fact]
    public async Task ReadAsync_HearsTheSame_WhetherARecordingIsEncryptedOrNot()
    {
        const string call = "call-01-excellent-refund";
        var plain = Samples.Recording(call);
        var file = await WriteAsync("a.wav", await File.ReadAllBytesAsync(plain, Token), key);
        foreach (var inMemory in new long[] { 0, long.MaxValue })
        {
            var reader = new AudioReader(new AudioReaderOptions { InMemoryBytes = inMemory });
            using var expected = await reader.ReadAsync(plain, Token);
            using var clip = await reader.ReadAsync(file, Token);
            clip.Channels[1].ToArray().ShouldBe(expected.Channels[1].ToArray());
        }

        (await new AudioReader().ProbeAsync(file, Token)).Duration.ShouldBe((await new AudioReader().ProbeAsync(plain, Token)).Duration);
    }

    [Theory]
    [InlineData("a.m4a", "-c:a aac")]
    [InlineData("a.mp3", "-c:a libmp3lame")]
    [InlineData("a.gsm", "-c:a libgsm -ar 8000 -ac 1")]
    public async Task ReadAsync_LetsFfmpegDecode_AndLeavesNothingPlainBehind(string name, string encoder)
    {
        Requires.Ffmpeg();
        var encoded = folder.At(name);
        using (var ffmpeg = System.Diagnostics.Process.Start("ffmpeg", ["-v", "error", "-i", Samples.Recording("call-02-excellent-support"), .. encoder.Split(' '), encoded]))
            await ffmpeg.WaitForExitAsync(Token);
        var file = await WriteAsync("encrypted", await File.ReadAllBytesAsync(encoded, Token), key);
        var temporary = new TemporaryFiles("callqa-audio-*");

        using var clip = await new AudioReader().ReadAsync(file, Token);

        using var expected = await new AudioReader().ReadAsync(encoded, Token);
        clip.Channels[0].ToArray().ShouldBe(expected.Channels[0].ToArray());
        await temporary.ShouldBeGoneAsync(async () => (await new AudioReader().ReadAsync(encoded, Token)).Dispose());
    }

    private async Task<RecordingFile> WriteAsync(string name, byte[] content, DataKey with)
    {
        var path = folder.At(name);
        await using var target = File.Create(path);
        using var source = new MemoryStream(content);
        await StoredCopy.WriteAsync(source, target, with, Token);
        return new RecordingFile(path, with);
    }

    private static async Task ShouldBeRefusedAsync(RecordingFile file) =>
        (await Should.ThrowAsync<InputException>(() => ReadAllAsync(file))).Fault.ShouldBe(InputFault.Unreadable);

    private static async Task<byte[]> ReadAllAsync(RecordingFile file)
    {
        await using var stream = file.OpenRead();
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, Token);
        return content.ToArray();
    }

    private static byte[] Content(int length, int seed)
    {
        var content = new byte[length];
        new Random(seed).NextBytes(content);
        return content;
    }
}
