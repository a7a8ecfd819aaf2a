using System.ComponentModel;
using System.Diagnostics;
using CallQA.Recordings.Wave;

namespace CallQA.Recordings;

/// <summary>
/// Decodes what is not read in-process: the FFmpeg program turns the file into WAV on its standard output, which is read as
/// it comes. FFmpeg may open only the file itself, and only as a container of audio: no address, no playlist.
/// </summary>
internal sealed class FfmpegDecoder(AudioReaderOptions options)
{
    private const string Containers =
        "mp3,ogg,flac,mov,matroska,asf,amr,amrnb,amrwb,gsm,wav,w64,aiff,au,caf,aac,avi,ac3,wv,ape,mp2,mpeg,mpegts";

    private static readonly TimeSpan PatienceAfterKill = TimeSpan.FromSeconds(10);

    // Ended by Ctrl+C, by SIGTERM or for want of memory: what FFmpeg itself answers to a signal, and 128 with its number.
    private static readonly int[] Killed = [255, 130, 137, 143];

    /// <summary>Starts FFmpeg and hands its output on.</summary>
    /// <param name="source">What FFmpeg opens.</param>
    /// <param name="path">The file's name for messages.</param>
    /// <param name="content">What it seems to be, for messages.</param>
    /// <param name="remedy">What to do when it cannot be decoded although it plays, for messages.</param>
    /// <param name="use">Reads the samples from the stream, to its end.</param>
    /// <param name="cancellationToken">Ends FFmpeg.</param>
    /// <exception cref="AudioFormatException">FFmpeg cannot decode it, or takes too long.</exception>
    /// <exception cref="InputException">FFmpeg is missing (<see cref="InputFault.Settings"/>).</exception>
    public async Task<T> DecodeAsync<T>(
        string source,
        string path,
        string content,
        string remedy,
        Func<WaveHeader, Stream, Task<T>> use,
        CancellationToken cancellationToken)
    {
        var arguments = Arguments(source, AudioSignature.TellsTimes(content), await AmrFrames.SamplesOfAsync(source, cancellationToken));
        using var process = Start(arguments, path, content);
        using var timeout = new CancellationTokenSource(options.FfmpegTimeout);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        // Ending the process ends its output, and with it every read below.
        await using var ending = stop.Token.Register(() => End(process));
        var complaints = FfmpegComplaints.ReadAsync(process.StandardError);
        try
        {
            var output = process.StandardOutput.BaseStream;
            var header = await ReadHeaderAsync(output, path, stop.Token);
            var result = header is null ? default : await use(header, output);
            await process.WaitForExitAsync(stop.Token);
            // Where a wrapper starts FFmpeg, its output can outlive it.
            var complaint = await complaints.WaitAsync(stop.Token);
            if (Killed.Contains(process.ExitCode))
                throw new AudioFormatException($"FFmpeg was ended from outside while it decoded '{path}' ({content}); check the machine's memory and try again.") { Passing = true };

            return header is not null && process.ExitCode == 0
                ? result!
                : throw new AudioFormatException($"The file '{path}' ({content}) cannot be decoded: {complaint}; check that it plays, or {remedy}.");
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new AudioFormatException($"Decoding '{path}' took FFmpeg longer than {options.FfmpegTimeout.TotalMinutes:0.#} minutes; export it as WAV or raise the limit.") { Passing = true };
        }
        finally
        {
            await EndAsync(process);
        }
    }

    private static async Task<WaveHeader?> ReadHeaderAsync(Stream output, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await new WaveHeaderReader(output, path).ReadAsync(cancellationToken);
        }
        catch (AudioFormatException)
        {
            // FFmpeg writes no header when it cannot decode; its own complaint says why.
            return null;
        }
    }

    private Process Start(string[] arguments, string path, string content)
    {
        var start = new ProcessStartInfo(options.Ffmpeg) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new InputException(
                InputFault.Settings,
                $"Decoding '{path}' ({content}) needs the program '{options.Ffmpeg}', which cannot be started; install it (apt-get install ffmpeg) or export the recording as PCM WAV.",
                exception) { Passing = true };
        }
    }

    private static string[] Arguments(string path, bool tellsTimes, long? samplesWithSilence) =>
    [
        "-nostdin", "-hide_banner", "-loglevel", "error",
        // Frames of silence count as errors, and too many of them as failure.
        .. samplesWithSilence is null ? (string[])[] : ["-max_error_rate", "1"],
        "-protocol_whitelist", "file,pipe", "-format_whitelist", Containers,
        "-i", "file:" + Path.GetFullPath(path),
        "-map", "0:a:0", "-vn", "-sn", "-dn",
        // No speech engine hears more than 16 kHz, and Opus always claims 48: an hour of it would take 1.3 GiB.
        "-af", Gaps(tellsTimes, samplesWithSilence) + "aformat=sample_rates=8000|11025|12000|16000",
        "-c:a", "pcm_s16le", "-f", "wav", "-bitexact", "pipe:1",
    ];

    // What recorders left out, because nobody spoke or packets were lost, becomes silence: all that follows would come too early.
    // Without the shortest gap to fill, FFmpeg lets words drift by up to a tenth of a second before it does; a frame is 20 ms.
    private static string Gaps(bool tellsTimes, long? samplesWithSilence) => (tellsTimes, samplesWithSilence) switch
    {
        (_, { } whole) => FormattableString.Invariant($"aresample=async=1:min_hard_comp=0.01:first_pts=0,apad=whole_len={whole},"),
        (true, _) => "aresample=async=1,",
        _ => "",
    };

    private static async Task EndAsync(Process process)
    {
        End(process);
        try
        {
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(PatienceAfterKill);
        }
        catch (TimeoutException)
        {
            // It hangs in the kernel and ends when its disk answers.
        }
    }

    private static void End(Process process)
    {
        try
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It ended between the question and the kill.
        }
    }
}
