namespace CallQA.App.Storage;

/// <summary>What many things are gone through and some of them cannot be done now: told together at the end, for the next run does them.</summary>
internal sealed class LeftForLater
{
    private Exception? first;
    private int count;

    /// <summary>Whether a failure may pass: the machine's trouble, or a file that cannot be written or removed.</summary>
    public static bool May(Exception exception) => MachineTrouble.Is(exception) || exception is IOException or UnauthorizedAccessException;

    public void Add(Exception exception)
    {
        first ??= exception;
        count++;
    }

    /// <summary>Tells of them; nothing where there are none.</summary>
    /// <param name="what">What was left, in the plural.</param>
    /// <exception cref="InputException">There are some.</exception>
    public void Tell(string what)
    {
        if (first is null) return;
        throw new InputException(
            (first as InputException)?.Fault ?? InputFault.Unreadable,
            $"{count} {what} are left for the next run, the first because: {Sentence(first)}",
            first) { Passing = true };
    }

    /// <summary>What is wrong and what to do, in one sentence.</summary>
    public static string Sentence(Exception exception) => MachineTrouble.Sentence(exception) ?? exception switch
    {
        InputException => exception.Message,
        IOException or UnauthorizedAccessException => $"a file cannot be read, written or removed ({exception.Message.TrimEnd('.')}); check the rights on it and its disk.",
        _ => $"it failed with {exception.GetType().Name}; look into the log.",
    };
}
