using System.Diagnostics;
using System.Globalization;

namespace CallQA.Benchmarks.Engine;

/// <summary>Seconds that whisper.cpp took, as peer.c prints them.</summary>
internal sealed record PeerRun(int Windows, double Load, double Mel, double Encode, double Decode, double Processor, long PeakMebibytes, double MedianEncode)
{
    /// <summary>Everything but loading.</summary>
    public double Total => Mel + Encode + Decode;

    /// <summary>Runs it.</summary>
    /// <param name="program">The program built from peer.c.</param>
    /// <param name="model">The model file.</param>
    /// <param name="threads">Its threads.</param>
    /// <param name="windows">Windows of 30 s that the files have.</param>
    /// <param name="tokens">Tokens of all windows together.</param>
    /// <param name="files">32-bit floats at 16 kHz.</param>
    public static async Task<PeerRun> StartAsync(string program, string model, int threads, int windows, int tokens, IEnumerable<string> files)
    {
        string[] arguments = [model, Text(threads), Text((int)Math.Round((double)tokens / windows)), .. files];
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var fields = (await process.StandardOutput.ReadToEndAsync()).Split(' ').Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        await process.WaitForExitAsync();
        return new PeerRun(windows, fields[0], fields[1], fields[2], fields[3], fields[4], (long)fields[5], fields[6]);
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
