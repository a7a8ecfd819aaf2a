using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace CallQA.Tests.Recordings.Corpus;

/// <summary>Runs the programs that write the corpus.</summary>
internal static class CorpusTools
{
    /// <summary>A file that lies beside this one.</summary>
    public static string Beside(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, name);

    /// <summary>Writes a file with FFmpeg.</summary>
    public static void Ffmpeg(string source, string target, string options) =>
        Output("ffmpeg", ["-nostdin", "-y", "-loglevel", "error", "-i", source, .. Words(options), target]);

    /// <summary>Writes a file with SoX.</summary>
    public static void Sox(string source, string target, string options) => Output("sox", ["-V1", source, .. Words(options), target]);

    private static string[] Words(string options) => options.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Output(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = new System.Text.StringBuilder();
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}: {errors}");
        return output;
    }
}
