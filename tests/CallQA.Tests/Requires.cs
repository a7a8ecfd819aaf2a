using System.ComponentModel;
using System.Diagnostics;

namespace CallQA.Tests;

/// <summary>Skips a test visibly where a program is missing, or fails it where CALLQA_REQUIRE_ALL=1 forbids skipping.</summary>
internal static class Requires
{
    private static readonly Lazy<bool> FfmpegStarts = new(() => Starts("ffmpeg", "-version"));

    private static readonly Lazy<string> SoxFormats = new(() => Output("sox", "--help") ?? "");

    public static bool FfmpegIsThere => FfmpegStarts.Value;

    public static void Sox(string format = "wav") => That(
        SoxFormats.Value.Contains($" {format} ", StringComparison.Ordinal),
        $"The program 'sox' is not installed, or does not know '{format}'; install it with: apt-get install sox libsox-fmt-base");

    public static void Ffmpeg() =>
        That(FfmpegStarts.Value, "The program 'ffmpeg' is not installed; install it with: apt-get install ffmpeg");

    public static void That(bool met, string reason)
    {
        if (met)
            return;

        if (Environment.GetEnvironmentVariable("CALLQA_REQUIRE_ALL") == "1")
            Assert.Fail(reason);

        Assert.Skip(reason);
    }

    private static bool Starts(string program, string argument) => Output(program, argument) is not null;

    private static string? Output(string program, string argument)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, argument) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
