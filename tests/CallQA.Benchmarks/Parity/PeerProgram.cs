using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using CallQA.Engines.Tests.Whisper.Parity;

namespace CallQA.Benchmarks.Parity;

/// <summary>The program built from peer.cpp.</summary>
/// <param name="path">Where it is.</param>
/// <param name="model">The model file it loads.</param>
internal sealed class PeerProgram(string path, string model)
{
    private const string Threads = "2";

    /// <summary>Encoder output and logits of windows.</summary>
    public Task<IReadOnlyList<PeerNetwork>> NetworkAsync(IReadOnlyList<(int Context, float[] Audio)> windows, IReadOnlyList<int> tokens) =>
        RunAsync<PeerNetwork>(windows, ["network", string.Join(',', tokens)]);

    /// <summary>Texts of windows.</summary>
    public Task<IReadOnlyList<PeerText>> TextAsync(IReadOnlyList<(int Context, float[] Audio)> windows, int beams, bool timestamps) =>
        RunAsync<PeerText>(windows, ["text", beams.ToString(CultureInfo.InvariantCulture), timestamps ? "1" : "0"]);

    private async Task<IReadOnlyList<T>> RunAsync<T>(IReadOnlyList<(int Context, float[] Audio)> windows, string[] what)
    {
        var folder = Directory.CreateTempSubdirectory("callqa-parity-");
        try
        {
            using var process = Process.Start(new ProcessStartInfo(path, [model, Threads, .. what]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
            var output = process.StandardOutput.ReadToEndAsync();
            for (var i = 0; i < windows.Count; i++)
            {
                var file = Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{i}.f32"));
                await File.WriteAllBytesAsync(file, MemoryMarshal.AsBytes(windows[i].Audio.AsSpan()).ToArray());
                await process.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{windows[i].Context} {file}"));
            }

            process.StandardInput.Close();
            var lines = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            await process.WaitForExitAsync();
            return lines.Length == windows.Count
                ? [.. lines.Select(line => JsonSerializer.Deserialize<T>(line, JsonSerializerOptions.Web)!)]
                : throw new InvalidOperationException($"The peer ended with code {process.ExitCode} after {lines.Length} of {windows.Count} windows.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
