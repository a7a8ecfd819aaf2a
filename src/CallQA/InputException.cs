namespace CallQA;

/// <summary>What kind of input was refused. The numbers are the exit codes of the command line and never change.</summary>
public enum InputFault
{
    /// <summary>A file or folder does not exist or may not be read.</summary>
    Unreadable = 3,

    /// <summary>The file is not audio, is damaged, is empty or is of a kind that cannot be decoded.</summary>
    Audio = 4,

    /// <summary>A metadata file (CSV, sidecar) is not in the documented form.</summary>
    Metadata = 5,

    /// <summary>A model file is missing, damaged or of another format.</summary>
    Model = 6,

    /// <summary>A transcript file is not in the documented form.</summary>
    Transcript = 7,

    /// <summary>A scorecard is not valid.</summary>
    Scorecard = 8,

    /// <summary>Settings or training data contradict each other or are out of range.</summary>
    Settings = 9,

    /// <summary>The master key that recordings are encrypted under is missing, is another one, or is kept carelessly.</summary>
    Key = 23,
}

/// <summary>
/// Input that cannot be used, told in one sentence: what is wrong, where, and what to do. Retried only where it is
/// <see cref="Passing"/>: otherwise the same input gives the same answer.
/// </summary>
/// <param name="fault">The kind of input, which is also the exit code.</param>
/// <param name="message">One sentence with the offending value, its place and the remedy; shown to the user as it is.</param>
/// <param name="innerException">The technical cause, for the operator.</param>
public class InputException(InputFault fault, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>The kind of input that was refused.</summary>
    public InputFault Fault { get; } = fault;

    /// <summary>True when the same input may succeed later, because the machine and not the input is at fault.</summary>
    public bool Passing { get; init; }

    /// <summary>The same of the file that the user knows, where it was found in a temporary one.</summary>
    internal InputException Naming(string file, string temporary) =>
        new(Fault, Message.Replace(temporary, file, StringComparison.Ordinal), this) { Passing = Passing };
}
