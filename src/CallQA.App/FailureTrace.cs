using System.Data.Common;
using System.Net.Sockets;
using CallQA.App.Storage;
using Microsoft.Data.Sqlite;

namespace CallQA.App;

/// <summary>What an exception tells the operator without telling what was said or by whom: messages may quote a call, or name a file after a customer's number.</summary>
internal static class FailureTrace
{
    private const int Longest = 4000;

    /// <summary>Kinds of an exception and its causes, the codes they carry, and where they came from.</summary>
    public static string Of(Exception exception)
    {
        var trace = KindOf(exception) + "\n" + exception.StackTrace;
        if (exception.InnerException is { } inner) trace += "\ncaused by " + Of(inner);
        return trace.Length <= Longest ? trace : trace[..Longest];
    }

    private static string KindOf(Exception exception) => exception.GetType().FullName + exception switch
    {
        SilentFailure silent => $": {silent.Message}",
        InputException input => $" ({input.Fault})",
        SqliteException sqlite => $" (SQLite {sqlite.SqliteErrorCode})",
        DbException { SqlState: { } state } => $" (SQLSTATE {state})",
        HttpRequestException { HttpRequestError: var error } => $" ({error})",
        SocketException socket => $" ({socket.SocketErrorCode})",
        IOException => $" (0x{exception.HResult:X8})",
        _ => "",
    };
}

/// <summary>Stands for a failure whose message must not be kept; its own is the <see cref="FailureTrace"/>.</summary>
/// <param name="exception">The failure.</param>
internal sealed class SilentFailure(Exception exception) : Exception(FailureTrace.Of(exception))
{
    /// <summary>What to do where it is the machine's trouble; null where it is not.</summary>
    public string? Trouble { get; } = MachineTrouble.Sentence(exception);

    /// <summary>Runs a job of the queue, which keeps and logs what its jobs throw.</summary>
    public static async Task GuardAsync(Task job)
    {
        try
        {
            await job;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new SilentFailure(exception);
        }
    }

    public override string ToString() => Message;
}
