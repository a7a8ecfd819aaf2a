using System.Diagnostics;

namespace CallQA.Tests;

/// <summary>A shell script that stands in for a program.</summary>
internal static class StandInProgram
{
    /// <summary>Writes it.</summary>
    /// <returns>Its path.</returns>
    public static string Write(TemporaryFolder folder, string name, string commands)
    {
        Requires.That(!OperatingSystem.IsWindows(), "The stand-in for the program is a shell script; run this test on Linux or macOS.");
        var script = folder.Write(name + ".sh", $"#!/bin/sh\n{commands}\n");
        // By another process: nothing that a process started here meanwhile inherits may have the program open for writing, or it could not be started ("text file busy").
        using var install = Process.Start("install", ["-m", "700", script, folder.At(name)]);
        install.WaitForExit();
        install.ExitCode.ShouldBe(0);
        return folder.At(name);
    }
}
