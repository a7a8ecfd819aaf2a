using CallQA.Recordings;

namespace CallQA.Tests.Recordings.Corpus;

/// <summary>
/// Recordings of every format that recorders write, made by FFmpeg and SoX as the test runs: what is read must be what was recorded, on the right
/// channel, for as long, and whatever the file is called.
/// </summary>
public sealed class AudioCorpusTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Name, FFmpeg's options, channels, and the least that must be left of the signal, in decibels over all else.</summary>
    public static TheoryData<string, string, int, double> Formats => new()
    {
        { "pcm8.wav", "-c:a pcm_u8", 2, 30 },
        { "pcm16.wav", "-c:a pcm_s16le", 2, 60 },
        { "pcm24.wav", "-c:a pcm_s24le", 2, 60 },
        { "pcm32.wav", "-c:a pcm_s32le", 2, 60 },
        { "float32.wav", "-c:a pcm_f32le", 2, 60 },
        { "float64.wav", "-c:a pcm_f64le", 2, 60 },
        { "mulaw.wav", "-c:a pcm_mulaw -ar 8000", 2, 28 },
        { "alaw.wav", "-c:a pcm_alaw -ar 8000", 2, 28 },
        { "rf64.wav", "-c:a pcm_s16le -rf64 always", 2, 60 },
        { "call.w64", "-c:a pcm_s16le", 2, 60 },
        { "gsm.wav", "-c:a libgsm_ms -ar 8000 -ac 1", 1, 6 },
        { "ima.wav", "-c:a adpcm_ima_wav", 2, 18 },
        { "ms.wav", "-c:a adpcm_ms", 2, 18 },
        { "g722.wav", "-c:a g722 -ac 1", 1, 12 },
        { "g726.wav", "-c:a g726 -ar 8000 -ac 1 -b:a 32k", 1, 12 },
        { "mp3.mp3", "-c:a libmp3lame -b:a 64k", 2, 12 },
        { "phone.mp3", "-c:a libmp3lame -ar 8000 -b:a 16k", 2, 6 },
        { "opus.ogg", "-c:a libopus -b:a 48k", 2, 8 },
        { "call.opus", "-c:a libopus -b:a 48k", 2, 8 },
        { "vorbis.ogg", "-c:a libvorbis", 2, 8 },
        { "call.webm", "-c:a libopus -b:a 48k", 2, 8 },
        { "call.flac", "-c:a flac", 2, 60 },
        { "flac.ogg", "-c:a flac", 2, 60 },
        { "call.m4a", "-c:a aac -b:a 64k", 2, 12 },
        { "call.mp4", "-c:a aac -b:a 64k -movflags frag_keyframe+empty_moov", 2, 12 },
        { "call.aac", "-c:a aac -b:a 64k", 2, 12 },
        { "call.wma", "-c:a wmav2 -b:a 64k", 2, 12 },
        { "old.wma", "-c:a wmav1 -b:a 64k", 2, 12 },
        { "call.aiff", "-c:a pcm_s16be", 2, 60 },
        { "call.au", "-c:a pcm_mulaw -ar 8000", 2, 28 },
        { "call.caf", "-c:a pcm_s16le", 2, 60 },
        { "call.mka", "-c:a pcm_s16le", 2, 60 },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task ReadAsync_HearsBothParties_WhateverTheFormatAndName(string name, string options, int channels, double least)
    {
        Requires.Ffmpeg();
        var path = folder.At(name);
        CorpusTools.Ffmpeg(folder.Write("source.wav", CorpusSignal.Wave(channels)), path, options);

        var rate = await ShouldBeTheSignalAsync(path, channels, least);
        foreach (var wrong in new[] { "wrong.wav", "wrong.ulaw", "wrong" })
        {
            File.Move(path, path = folder.At(wrong));
            var info = await new AudioReader().ProbeAsync(path, Token);
            (info.ChannelCount, info.SampleRate).ShouldBe((channels, rate), $"{name} called {wrong}");
        }
    }

    [Theory]
    [InlineData("sox.gsm", "-r 8000 -c 1", 1, 6)]
    [InlineData("sox-gsm.wav", "-r 8000 -c 1 -e gsm-full-rate", 1, 6)]
    [InlineData("sox-ima.wav", "-e ima-adpcm", 2, 18)]
    [InlineData("sox-ms.wav", "-e ms-adpcm", 2, 18)]
    [InlineData("sox-24.wav", "-b 24", 2, 60)]
    [InlineData("sox-float.wav", "-e floating-point -b 32", 2, 60)]
    [InlineData("sox-mulaw.wav", "-r 8000 -e mu-law", 2, 28)]
    [InlineData("sox-alaw.wav", "-r 8000 -e a-law", 2, 28)]
    [InlineData("sox.au", "-r 8000 -e mu-law", 2, 28)]
    [InlineData("sox.aiff", "-b 16", 2, 60)]
    public async Task ReadAsync_HearsBothParties_WhenSoxWroteTheFile(string name, string options, int channels, double least)
    {
        Requires.Sox();
        Requires.Ffmpeg();
        CorpusTools.Sox(folder.Write("source.wav", CorpusSignal.Wave(channels)), folder.At(name), options);

        await ShouldBeTheSignalAsync(folder.At(name), channels, least);
    }

    // Tones are background noise to this codec, which leaves that out: it takes speech, and keeps its loudness rather than its shape.
    [Theory]
    [InlineData("-C 7", 0.9)]
    [InlineData("-C 0", 0.8)]
    public async Task ReadAsync_HearsSpeech_WithItsPauses_WhenSoxWroteAmr(string options, double least)
    {
        Requires.Sox("amr-nb");
        Requires.Ffmpeg();
        var sample = Samples.Recording("call-05-poor-cancellation");
        using var call = await new AudioReader().ReadAsync(sample, Token);
        CorpusTools.Sox(sample, folder.At("speech.amr"), $"-t amr-nb {options} -c 1 -r 8000");

        using var heard = await new AudioReader().ReadAsync(folder.At("speech.amr"), Token);

        heard.Duration.TotalSeconds.ShouldBe(call.Duration.TotalSeconds, 0.05);
        var (one, other) = (call.Channels[0].ToArray(), call.Channels[1].ToArray());
        var said = Loudness([.. one.Zip(other, (agent, customer) => (agent + customer) / 2)]);
        CorpusSignal.Correlation(said, Loudness(heard.Channels[0].ToArray()), delay: 0, step: 1).ShouldBeGreaterThan(least);
    }

    // No program that tests may rely on writes this codec: the first eight seconds of a sample call, both channels in one, lie beside this file.
    // What counts is what SoX hears in it, with a decoder of its own; to be 0.05 s beside that is 0.83 and less.
    [Theory]
    [InlineData("wideband.awb")]
    [InlineData("wideband.amr")]
    [InlineData("wideband.wav")]
    public async Task ReadAsync_HearsSpeech_WithItsPauses_InWidebandAmr(string name)
    {
        Requires.Ffmpeg();
        Requires.Sox("amr-wb");
        File.Copy(CorpusTools.Beside("wideband.awb"), folder.At(name));
        CorpusTools.Sox(CorpusTools.Beside("wideband.awb"), folder.At("as-sox-hears-it.wav"), "-b 16");
        using var expected = await new AudioReader().ReadAsync(folder.At("as-sox-hears-it.wav"), Token);

        var info = await new AudioReader().ProbeAsync(folder.At(name), Token);
        using var heard = await new AudioReader().ReadAsync(folder.At(name), Token);

        (info.ChannelCount, info.SampleRate, heard.Duration.TotalSeconds).ShouldBe((1, 16_000, 8));
        var said = Loudness(expected.Channels[0].ToArray(), 16_000);
        CorpusSignal.Correlation(said, Loudness(heard.Channels[0].ToArray(), 16_000), delay: 0, step: 1).ShouldBeGreaterThan(0.99);
    }

    [Theory]
    [InlineData("pcm16", "-c:a pcm_s16le", 2, 60)]
    [InlineData("pcm24", "-c:a pcm_s24le", 2, 60)]
    [InlineData("mulaw", "-c:a pcm_mulaw -ar 8000", 2, 28)]
    [InlineData("ima", "-c:a adpcm_ima_wav", 2, 18)]
    [InlineData("ms", "-c:a adpcm_ms", 2, 18)]
    [InlineData("gsm", "-c:a libgsm_ms -ar 8000 -ac 1", 1, 6)]
    public async Task ReadAsync_TakesWhatIsThere_WhenTheStatedSizeIsWrong(string name, string options, int channels, double least)
    {
        Requires.Ffmpeg();
        var path = folder.At($"{name}.wav");
        CorpusTools.Ffmpeg(folder.Write("source.wav", CorpusSignal.Wave(channels)), path, options + " -bitexact");
        var whole = await File.ReadAllBytesAsync(path, Token);
        foreach (var size in new uint[] { 0, uint.MaxValue, 100_000_000 })
        {
            BitConverter.GetBytes(size).CopyTo(whole, DataSizeAt(whole));
            await File.WriteAllBytesAsync(path, whole, Token);
            await ShouldBeTheSignalAsync(path, channels, least);
        }

        await File.WriteAllBytesAsync(path, whole[..^1], Token);
        await ShouldBeTheSignalAsync(path, channels, least);
    }

    [Theory]
    [InlineData("mulaw", "-f mulaw -ar 8000", "mulaw,8000", 28)]
    [InlineData("alaw", "-f alaw -ar 8000", "alaw,8000", 28)]
    [InlineData("pcm8", "-f u8", "pcm8,16000", 30)]
    [InlineData("pcm16", "-f s16le", "pcm16,16000", 60)]
    [InlineData("pcm24", "-f s24le", "pcm24,16000", 60)]
    [InlineData("pcm32", "-f s32le", "pcm32,16000", 60)]
    [InlineData("float32", "-f f32le", "float32,16000", 60)]
    public async Task ReadAsync_HearsBothParties_WhenTheFileHasNoHeaderAndItsCodingIsDeclared(string name, string options, string raw, double least)
    {
        Requires.Ffmpeg();
        foreach (var channels in new[] { 1, 2 })
        {
            var path = folder.At($"{name}-{channels}.raw");
            CorpusTools.Ffmpeg(folder.Write("source.wav", CorpusSignal.Wave(channels)), path, options);
            var declared = RawFormat.Parse($"{raw},{channels}");

            await ShouldBeTheSignalAsync(path, channels, least, new AudioReaderOptions { Raw = declared });
            using var wrapped = await HeaderlessRecording.OpenAsync(new IncomingRecording(path, CallMetadata.None, declared), Token);
            await ShouldBeTheSignalAsync(wrapped!.Recording.Path, channels, least);
            await File.WriteAllBytesAsync(path, [.. await File.ReadAllBytesAsync(path, Token), 1], Token);
            await ShouldBeTheSignalAsync(path, channels, least, new AudioReaderOptions { Raw = declared });
        }
    }

    [Theory]
    [InlineData("call.ulaw", "-f mulaw -ar 8000", 28)]
    [InlineData("call.alaw", "-f alaw -ar 8000", 28)]
    [InlineData("call.sln", "-f s16le -ar 8000", 60)]
    [InlineData("call.sln16", "-f s16le -ar 16000", 60)]
    public async Task ReadAsync_KnowsTheCoding_WhenAsterisksNameSaysIt(string name, string options, double least)
    {
        Requires.Ffmpeg();
        CorpusTools.Ffmpeg(folder.Write("source.wav", CorpusSignal.Wave(1)), folder.At(name), options);

        await ShouldBeTheSignalAsync(folder.At(name), 1, least);
    }

    public void Dispose() => folder.Dispose();

    // In decibels over a quiet line, every 50 ms.
    private static float[] Loudness(float[] samples, int rate = 8000) =>
        [.. samples.Chunk(rate / 20).Select(part => Math.Max(0, 50 + (10 * MathF.Log10(part.Average(sample => sample * sample) + 1e-9f))))];

    private static async Task<int> ShouldBeTheSignalAsync(string path, int channels, double least, AudioReaderOptions? options = null)
    {
        var reader = new AudioReader(options);
        using var clip = await reader.ReadAsync(path, Token);
        var info = await reader.ProbeAsync(path, Token);
        var name = Path.GetFileName(path);
        clip.Channels.Count.ShouldBe(channels, name);
        (info.Duration, info.ChannelCount, info.SampleRate).ShouldBe((clip.Duration, channels, clip.SampleRate), name);
        clip.Duration.TotalSeconds.ShouldBe(CorpusSignal.Duration.TotalSeconds, 0.15, name);
        for (var party = 0; party < channels; party++)
            CorpusSignal.SignalToNoise(clip.Channels[party], party).ShouldBeGreaterThan(least, $"{name}, channel {party}");
        return clip.SampleRate;
    }

    private static int DataSizeAt(byte[] wave) => wave.AsSpan().IndexOf("data"u8) + 4;
}
