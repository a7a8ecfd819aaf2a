namespace CallQA.Engines.Whisper.Downloads;

/// <summary>Why a model could not be downloaded, or is not what it was. The numbers are exit codes of the command line and never change.</summary>
public enum DownloadFault
{
    /// <summary>The server has no such file, or an installed file is gone.</summary>
    NotThere = 11,

    /// <summary>The content is not the expected one.</summary>
    WrongContent = 12,

    /// <summary>The disk has no room.</summary>
    NoSpace = 13,

    /// <summary>The connection broke; what had come is kept.</summary>
    Broken = 14,

    /// <summary>The server cannot be reached.</summary>
    Unreachable = 15,

    /// <summary>The proxy cannot be reached or refuses.</summary>
    Proxy = 16,

    /// <summary>The server answers, but refuses.</summary>
    Refused = 17,

    /// <summary>Another process downloads the same model.</summary>
    Busy = 18,
}

/// <summary>A download that did not succeed.</summary>
/// <param name="reason">Why; also the exit code.</param>
/// <param name="message">One sentence: what, where, and what to do.</param>
/// <param name="innerException">The technical cause, or null.</param>
public sealed class DownloadException(DownloadFault reason, string message, Exception? innerException = null)
    : InputException(InputFault.Model, message, innerException)
{
    /// <summary>Why it did not succeed.</summary>
    public DownloadFault Reason { get; } = reason;
}
