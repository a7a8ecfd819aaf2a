namespace CallQA.App.Commands;

/// <summary>
/// Exit codes of the command line; 3 to 9 and 23 are the values of <see cref="InputFault"/>, 11 to 18 those of
/// <see cref="CallQA.Engines.Whisper.Downloads.DownloadFault"/>. They never change.
/// </summary>
internal static class ExitCode
{
    /// <summary>All done.</summary>
    public const int Done = 0;

    /// <summary>A fault of CallQA itself or of the machine.</summary>
    public const int Unexpected = 1;

    /// <summary>The command line was not understood.</summary>
    public const int Usage = 2;

    /// <summary>Some inputs were refused, the others are done.</summary>
    public const int SomeRefused = 10;

    /// <summary>The machine is in trouble (disk full, database away or without connections); the same command may succeed later.</summary>
    public const int MachineTrouble = 19;

    /// <summary>The audit log is not what was written into it.</summary>
    public const int AuditBroken = 20;

    /// <summary>Stopped by the user (Ctrl+C), as shells report it.</summary>
    public const int Cancelled = 130;
}
