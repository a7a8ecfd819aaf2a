using CallQA.Recordings;
using CallQA.Recordings.Sources;
using CallQA.Tests.Recordings.Wave;

namespace CallQA.Tests.Recordings;

public sealed class RawFormatTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("mulaw,8000,2", "mulaw,8000,2")]
    [InlineData(" ULAW / 8000 / 1 ", "mulaw,8000,1")]
    [InlineData("slin 16000 8", "pcm16,16000,8")]
    [InlineData("float32,192000,1", "float32,192000,1")]
    public void Parse_ReadsADeclaration(string text, string written) => RawFormat.Parse(text)!.ToString().ShouldBe(written);

    [Theory]
    [InlineData("")]
    [InlineData("mulaw")]
    [InlineData("mulaw,8000")]
    [InlineData("mulaw,8000,9")]
    [InlineData("mulaw,8000,0")]
    [InlineData("mulaw,3999,1")]
    [InlineData("mulaw,192001,1")]
    [InlineData("g729,8000,1")]
    [InlineData("mulaw,8000,1,1")]
    [InlineData("mulaw,-8000,1")]
    public void Parse_ReadsNothing_WhenItIsNone(string text) => RawFormat.Parse(text).ShouldBeNull();

    [Fact]
    public void Read_TakesTheDeclarationOfAProfile() =>
        SourceProfileReader.Read("source: pbx\nraw: alaw,8000,2\n", "'pbx.yaml'").Raw!.ToString().ShouldBe("alaw,8000,2");

    [Fact]
    public void Read_SaysWhatToWrite_WhenTheProfilesDeclarationIsNone() =>
        Should.Throw<InputException>(() => SourceProfileReader.Read("source: pbx\nraw: g729\n", "'pbx.yaml'"))
            .Message.ShouldContain("has the raw 'g729'; write coding, hertz and channels such as mulaw,8000,2");

    [Fact]
    public async Task ReadAsync_AsksForADeclaration_WhenANameSaysThatThereIsNoHeader()
    {
        var path = folder.Write("call.raw", [.. Enumerable.Range(0, 1000).Select(index => (byte)(index % 7))]);

        (await Should.ThrowAsync<AudioFormatException>(() => new AudioReader().ReadAsync(path, Token))).Message.ShouldBeASentence(path, "no header", "--raw");
    }

    [Fact]
    public async Task ReadAsync_AsksForADeclaration_WhenTheFirstSamplesLookLikeAFrameOfMpegAudio()
    {
        var path = folder.Write("call.raw", [.. Enumerable.Range(0, 1000).Select(index => (byte)(0xFF - (index % 5)))]);

        (await Should.ThrowAsync<AudioFormatException>(() => new AudioReader().ReadAsync(path, Token))).Message.ShouldContain("no header");
    }

    [Theory]
    [InlineData(0xFF)]
    [InlineData(0x7F)]
    public async Task ReadAsync_TakesSilence_WhateverItLooksLike(byte silence)
    {
        var path = folder.Write("call.ulaw", [.. Enumerable.Repeat(silence, 8000)]);

        using var clip = await new AudioReader().ReadAsync(path, Token);

        (clip.SampleRate, clip.Duration, clip.Channels[0].ToArray().Max()).ShouldBe((8000, TimeSpan.FromSeconds(1), 0));
    }

    [Theory]
    [InlineData("caller,agent\nanna,ben\n")]
    [InlineData("PK\u0003\u0004 archive")]
    [InlineData("%PDF-1.7 document")]
    public async Task ReadAsync_StillRefusesWhatIsNoAudio_WhenACodingIsDeclared(string content)
    {
        var reader = new AudioReader(new AudioReaderOptions { Raw = RawFormat.Parse("mulaw,8000,1") });

        (await Should.ThrowAsync<AudioFormatException>(() => reader.ReadAsync(folder.Write("call.raw", content), Token))).Message.ShouldContain("not audio");
    }

    [Fact]
    public async Task OpenAsync_KeepsEverySampleAndGivesTheSameFile_WhenDoneTwice()
    {
        byte[] samples = [.. Enumerable.Range(0, 801).Select(index => (byte)(index * 31))];
        var incoming = new IncomingRecording(folder.Write("c-1.raw", samples), CallMetadata.None, RawFormat.Parse("mulaw,8000,2"));

        using var first = await HeaderlessRecording.OpenAsync(incoming, Token);
        using var second = await HeaderlessRecording.OpenAsync(incoming, Token);

        var content = await File.ReadAllBytesAsync(first!.Recording.Path, Token);
        content[^801..].ShouldBe(samples);
        content.ShouldBe(await File.ReadAllBytesAsync(second!.Recording.Path, Token));
        Path.GetFileName(first.Recording.Path).ShouldBe("c-1.wav");
    }

    [Fact]
    public async Task OpenAsync_LeavesAFileAlone_WhenItHasAHeader()
    {
        var path = folder.Write("call.raw", new WaveBuilder { Data = new byte[400] }.Build());

        (await HeaderlessRecording.OpenAsync(new IncomingRecording(path, CallMetadata.None, RawFormat.Parse("mulaw,8000,2")), Token)).ShouldBeNull();
    }

    public void Dispose() => folder.Dispose();
}
