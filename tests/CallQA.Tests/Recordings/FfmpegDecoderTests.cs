using System.Diagnostics;
using System.Text.RegularExpressions;
using CallQA.Recordings;
using CallQA.Tests.Recordings.Wave;

namespace CallQA.Tests.Recordings;

/// <summary>Recordings that FFmpeg decodes, with the real program.</summary>
public sealed class FfmpegDecoderTests : IDisposable
{
    private const int Rate = 16_000;

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("call.mp3", "-c:a libmp3lame", 2)]
    [InlineData("call.ogg", "-c:a libopus", 2)]
    [InlineData("vorbis.ogg", "-c:a libvorbis", 2)]
    [InlineData("call.flac", "-c:a flac", 2)]
    [InlineData("call.m4a", "-c:a aac", 2)]
    [InlineData("call.webm", "-c:a libopus", 2)]
    [InlineData("call.wma", "-c:a wmav2", 2)]
    [InlineData("call.aiff", "-c:a pcm_s16be", 2)]
    [InlineData("adpcm.wav", "-c:a adpcm_ms", 2)]
    [InlineData("gsm.wav", "-c:a libgsm_ms -ar 8000 -ac 1", 1)]
    [InlineData("call.gsm", "-c:a libgsm -ar 8000 -ac 1", 1)]
    public async Task ReadAsync_HearsTheTones_WhenFfmpegDecodes(string name, string encoder, int channels)
    {
        var path = await EncodeAsync(name, encoder);

        var clip = await new AudioReader().ReadAsync(path, Token);
        var info = await new AudioReader().ProbeAsync(path, Token);

        clip.Channels.Count.ShouldBe(channels);
        clip.SampleRate.ShouldBe(channels == 1 ? 8_000 : 16_000);
        clip.Duration.TotalSeconds.ShouldBe(2, 0.2);
        (info.SampleRate, info.ChannelCount, info.Duration).ShouldBe((clip.SampleRate, channels, clip.Duration));
        Strength(clip, 0, 440).ShouldBeGreaterThan(0.1);
        if (channels == 2)
            Strength(clip, 0, 1250).ShouldBeLessThan(0.02);

        Strength(clip, channels - 1, 1250).ShouldBeGreaterThan(0.1);
    }

    [Fact]
    public async Task ReadAsync_GivesTheSameSamples_WhenTheyGoThroughATemporaryFile()
    {
        var path = await EncodeAsync("call.flac", "-c:a flac");
        var temporary = new TemporaryFiles("callqa-pcm-*");
        using var memory = await new AudioReader().ReadAsync(path, Token);
        foreach (var limit in new[] { 0, 50_000 })
        {
            using var file = await new AudioReader(new AudioReaderOptions { InMemoryBytes = limit }).ReadAsync(path, Token);
            file.Channels[0].ToArray().ShouldBe(memory.Channels[0].ToArray());
            file.Channels[1].ToArray().ShouldBe(memory.Channels[1].ToArray());
        }

        await temporary.ShouldBeGoneAsync(async () => (await new AudioReader().ReadAsync(path, Token)).Dispose());
    }

    [Fact]
    public async Task ReadAsync_KeepsThePausesThatAmrLeavesOut()
    {
        Requires.Sox("amr-nb");
        Requires.Ffmpeg();
        var path = folder.At("pauses.amr");
        using var sox = Process.Start("sox", ["-n", "-r", "8000", "-c", "1", "-t", "amr-nb", path, "synth", "1", "sine", "440", "pad", "2", "3"]);
        await sox.WaitForExitAsync(Token);

        var clip = await new AudioReader().ReadAsync(path, Token);

        clip.Duration.TotalSeconds.ShouldBe(6, 0.05);
        double Loudest(int second) => clip.Channels[0].Read((second * 8000) + 800, 6400).Max(Math.Abs);
        Enumerable.Range(0, 6).Select(second => Loudest(second) > 0.1).ShouldBe([false, false, true, false, false, false]);
    }

    [Theory]
    [InlineData("call.webm", "libopus")]
    [InlineData("call.ogg", "libopus")]
    [InlineData("call.mka", "libmp3lame")]
    [InlineData("call.m4a", "aac")]
    public async Task ReadAsync_KeepsTheGaps_WhenTheContainerTellsTimes(string name, string encoder)
    {
        Requires.Ffmpeg();
        var path = folder.At(name);
        var withGap = new[] { "-v", "error", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=16000:duration=3", "-af", "aselect='not(between(t,1,1.999))'", "-c:a", encoder, path };
        using var ffmpeg = Process.Start("ffmpeg", withGap);
        await ffmpeg.WaitForExitAsync(Token);

        var clip = await new AudioReader().ReadAsync(path, Token);

        clip.Duration.TotalSeconds.ShouldBe(3, 0.1);
        double Loudest(int second) => clip.Channels[0].Read((int)((second + 0.2) * clip.SampleRate), (int)(0.6 * clip.SampleRate)).Max(Math.Abs);
        Enumerable.Range(0, 3).Select(second => Loudest(second) > 0.05).ShouldBe([true, false, true]);
    }

    [Fact]
    public async Task ReadAsync_TakesAnAmrFileOfSilenceAlone()
    {
        Requires.Ffmpeg();
        var path = folder.Write("silent.amr", [.. "#!AMR\n"u8, .. Enumerable.Range(0, 500).SelectMany(frame => frame % 8 == 0 ? new byte[] { 0x44, 0, 0, 0, 0, 0 } : [0x7C])]);

        (await new AudioReader().ReadAsync(path, Token)).Duration.ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task ReadAsync_DecodesAmr()
    {
        Requires.Ffmpeg();
        byte[] frame = [0x3C, .. new byte[31]];
        var path = folder.Write("call.amr", [.. "#!AMR\n"u8, .. Enumerable.Repeat(frame, 50).SelectMany(bytes => bytes)]);

        var clip = await new AudioReader().ReadAsync(path, Token);

        (clip.SampleRate, clip.Channels.Count, clip.Duration).ShouldBe((8000, 1, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task ReadAsync_GivesFfmpegsSamples_ForG711()
    {
        Requires.Ffmpeg();
        byte[] codes = [.. Enumerable.Range(0, 256).Select(code => (byte)code)];
        foreach (ushort tag in new ushort[] { 6, 7 })
        {
            var wave = folder.Write("codes.wav", new WaveBuilder { Tag = tag, Bits = 8, Channels = 1, Data = codes }.Build());
            var flac = folder.At($"codes-{tag}.flac");
            await FfmpegAsync(["-i", wave, "-c:a", "flac", flac]);

            var ours = await new AudioReader().ReadAsync(wave, Token);
            var theirs = await new AudioReader().ReadAsync(flac, Token);

            ours.Channels[0].ToArray().ShouldBe(theirs.Channels[0].ToArray());
        }
    }

    [Theory]
    [InlineData("call.mp3", "-c:a libmp3lame", 2)]
    [InlineData("call.m4a", "-c:a aac", 2)]
    [InlineData("call.aac", "-c:a aac", 2)]
    [InlineData("call.gsm", "-c:a libgsm -ar 8000 -ac 1", 1)]
    public async Task ReadAsync_Decodes_WhenTheNameHasNoExtension(string name, string encoder, int channels)
    {
        var path = folder.At("0123abcd");
        File.Move(await EncodeAsync(name, encoder), path);

        (await new AudioReader().ReadAsync(path, Token)).Channels.Count.ShouldBe(channels);
    }

    [Theory]
    [InlineData("-i.mp3")]
    [InlineData("http:call.mp3")]
    [InlineData("a \"quoted\" $(call) %d [x].mp3")]
    public async Task ReadAsync_Decodes_WhenTheNameLooksLikeSomethingElse(string name)
    {
        var path = folder.At(name);
        File.Move(await EncodeAsync("plain.mp3", "-c:a libmp3lame"), path);

        (await new AudioReader().ReadAsync(path, Token)).Channels.Count.ShouldBe(2);
    }

    [Fact]
    public async Task ReadAsync_NamesTheProgram_WhenItIsMissing()
    {
        var path = folder.Write("call.mp3", [0xFF, 0xFB, 0x90, 0, 0, 0]);
        var reader = new AudioReader(new AudioReaderOptions { Ffmpeg = "no-such-ffmpeg" });

        var error = await Should.ThrowAsync<InputException>(() => reader.ReadAsync(path, Token));

        (error.Fault, error.Passing).ShouldBe((InputFault.Settings, true));
        error.Message.ShouldBeASentence(path, "MP3", "'no-such-ffmpeg'", "apt-get install ffmpeg");
    }

    [Fact]
    public async Task ReadAsync_NamesTheCodec_WhenFfmpegIsMissingForAWave()
    {
        var path = folder.Write("call.wav", new WaveBuilder { Tag = 0x31, Bits = 0, Channels = 1, Data = new byte[65] }.Build());
        var reader = new AudioReader(new AudioReaderOptions { Ffmpeg = "no-such-ffmpeg" });

        (await Should.ThrowAsync<InputException>(() => reader.ReadAsync(path, Token))).Message.ShouldBeASentence("GSM 6.10 (codec tag 0x0031)");
    }

    [Theory]
    [InlineData("call.mp3", "ID3")]
    [InlineData("call.ogg", "OggS")]
    [InlineData("call.flac", "fLaC")]
    [InlineData("call.bin", "\u0001\u0002")]
    public async Task ReadAsync_SaysWhy_WhenFfmpegCannotDecode(string name, string mark)
    {
        Requires.Ffmpeg();
        var path = folder.Write(name, [.. mark.Select(character => (byte)character), .. Enumerable.Range(0, 2000).Select(index => (byte)(index * 7))]);

        var error = await Should.ThrowAsync<AudioFormatException>(() => new AudioReader().ReadAsync(path, Token));

        error.Message.ShouldBeASentence(path, "cannot be decoded");
        error.Message.Contains("declare how its samples are coded with --raw or 'raw:' in the source's profile such as mulaw,8000,1", StringComparison.Ordinal).ShouldBe(name == "call.bin");
        Regex.IsMatch(error.Message, "decoded: FFmpeg (finds no audio in it|says '[A-Z][A-Za-z/ ]+');").ShouldBeTrue(error.Message);
    }

    [Fact]
    public async Task ReadAsync_NamesTheCodec_WhenNobodyKnowsIt()
    {
        Requires.Ffmpeg();
        var path = folder.Write("call.wav", new WaveBuilder { Tag = 0x7A21, Data = new byte[4000] }.Build());

        (await Should.ThrowAsync<AudioFormatException>(() => new AudioReader().ReadAsync(path, Token))).Message.ShouldBeASentence(path, "codec tag 0x7A21");
    }

    [Theory]
    [InlineData("list.m3u8", "#EXTM3U\n#EXTINF:2,\nsecret.mp3\n#EXT-X-ENDLIST\n")]
    [InlineData("list.ffconcat", "ffconcat version 1.0\nfile 'secret.mp3'\n")]
    [InlineData("list.sdp", "v=0\nm=audio 5004 RTP/AVP 0\n")]
    public async Task DecodeAsync_OpensNoOtherFile_WhenGivenAPlaylist(string name, string playlist)
    {
        await EncodeAsync("secret.mp3", "-c:a libmp3lame");
        var path = folder.Write(name, playlist);
        var decoder = new FfmpegDecoder(new AudioReaderOptions());

        await Should.ThrowAsync<AudioFormatException>(() => decoder.DecodeAsync(path, path, "a playlist", "export it as WAV", (_, _) => Task.FromResult(0), Token));
    }

    [Fact]
    public async Task ReadAsync_SaysSo_WhenTheRecordingIsTooLong()
    {
        var path = await EncodeAsync("call.mp3", "-c:a libmp3lame");
        var reader = new AudioReader(new AudioReaderOptions { MaximumDuration = TimeSpan.FromSeconds(1) });

        (await Should.ThrowAsync<AudioFormatException>(() => reader.ReadAsync(path, Token))).Message.ShouldBeASentence(path, "longer than");
    }

    [Fact]
    public async Task ReadAsync_EndsTheProgram_WhenItTakesTooLong()
    {
        var reader = new AudioReader(new AudioReaderOptions { Ffmpeg = Sleeper(), FfmpegTimeout = TimeSpan.FromMilliseconds(500) });
        var path = folder.Write("call.mp3", [0xFF, 0xFB, 0x90, 0]);

        var error = await Should.ThrowAsync<AudioFormatException>(() => reader.ReadAsync(path, Token));

        error.Message.ShouldBeASentence(path, "longer than");
        error.Passing.ShouldBeTrue();
        SleeperRuns().ShouldBeFalse();
    }

    [Theory]
    [InlineData("exit 255", true)]
    [InlineData("kill -KILL $$", true)]
    [InlineData("kill -TERM $$", true)]
    [InlineData("exit 1", false)]
    public async Task ReadAsync_BlamesTheMachine_OnlyWhenTheProgramIsKilled(string ending, bool passing)
    {
        var reader = new AudioReader(new AudioReaderOptions { Ffmpeg = Script("killed", ending) });
        var path = folder.Write("call.mp3", [0xFF, 0xFB, 0x90, 0]);

        (await Should.ThrowAsync<AudioFormatException>(() => reader.ReadAsync(path, Token))).Passing.ShouldBe(passing);
    }

    [Fact]
    public async Task ReadAsync_EndsTheProgram_WhenCancelled()
    {
        using var cancel = new CancellationTokenSource();
        var reader = new AudioReader(new AudioReaderOptions { Ffmpeg = Sleeper() });
        var path = folder.Write("call.mp3", [0xFF, 0xFB, 0x90, 0]);

        var reading = reader.ReadAsync(path, cancel.Token);
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => reading);
        SleeperRuns().ShouldBeFalse();
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Left 440 Hz, right 1250 Hz, two seconds.</summary>
    private async Task<string> EncodeAsync(string name, string encoder)
    {
        Requires.Ffmpeg();
        var samples = Enumerable.Range(0, 2 * Rate).SelectMany(index => new[] { Tone(index, 440), Tone(index, 1250) });
        var wave = folder.Write("tones.wav", new WaveBuilder { SampleRate = Rate, Data = WaveBuilder.Pcm16([.. samples]) }.Build());
        var path = folder.At(name);
        await FfmpegAsync(["-i", wave, .. encoder.Split(' '), path]);
        return path;
    }

    private static async Task FfmpegAsync(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", ["-nostdin", "-y", "-loglevel", "error", .. arguments]) { RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        process.ExitCode.ShouldBe(0, errors);
    }

    private static short Tone(int index, double frequency) => (short)(12_000 * Math.Sin(2 * Math.PI * frequency * index / Rate));

    /// <summary>Amplitude of one frequency in the middle of the clip.</summary>
    private static double Strength(AudioClip clip, int channel, double frequency)
    {
        var middle = clip.Channels[channel].ToArray().Skip(clip.Length / 4).Take(clip.SampleRate / 2).ToArray();
        var angle = 2 * Math.PI * frequency / clip.SampleRate;
        var (real, imaginary) = (middle.Select((sample, index) => sample * Math.Cos(angle * index)).Sum(), middle.Select((sample, index) => sample * Math.Sin(angle * index)).Sum());
        return 2 * Math.Sqrt((real * real) + (imaginary * imaginary)) / middle.Length;
    }

    /// <summary>A program that never answers and leaves its number beside itself.</summary>
    private string Sleeper() => Script("sleeper", $"echo $$ > '{folder.At("pid")}'\nexec /bin/sleep 600");

    private string Script(string name, string commands) => StandInProgram.Write(folder, name, commands);

    private bool SleeperRuns() =>
        File.Exists(folder.At("pid"))
        && int.TryParse(File.ReadAllText(folder.At("pid")), out var id)
        && Array.Exists(Process.GetProcesses(), process => process.Id == id);
}
