using System.ComponentModel;
using System.Diagnostics;

namespace CallQA.Tests;

/// <summary>Skips a test visibly where a program is missing, or fails it where CALLQA_REQUIRE_ALL=1 forbids skipping.</summary>
internal static class Requires
{
    private static readonly Lazy<bool> FfmpegStarts = new(() => Starts("ffmpeg", "-version"));

    private static readonly Lazy<bool> SoxStarts = new(() => Starts("sox", "--version"));

    public static bool FfmpegIsThere => FfmpegStarts.Value;

    public static void Sox() =>
        That(SoxStarts.Value, "The program 'sox' is not installed; install it with: apt-get install sox");

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

    private static bool Starts(string program, string argument)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, argument) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
