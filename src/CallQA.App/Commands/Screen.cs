using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary>The terminal: results go to standard output, progress and errors to standard error.</summary>
internal static class Screen
{
    // A file has no width: wide enough that no table is broken up, and no sentence.
    private const int WidthOfAFile = 200;
    private const int WidthOfALog = 4000;

    /// <summary>Standard output, for results.</summary>
    public static IAnsiConsole Results { get; } = Create(Console.Out, Console.IsOutputRedirected, WidthOfAFile);

    /// <summary>Standard error, for progress and errors.</summary>
    public static IAnsiConsole Errors { get; } = Create(Console.Error, Console.IsErrorRedirected, WidthOfALog);

    /// <summary>Tells the user what went wrong.</summary>
    public static void Fail(string sentence) => Errors.MarkupLineInterpolated($"[red]callqa:[/] {sentence}");

    /// <summary>Runs work under progress bars; quiet when standard error is not a terminal.</summary>
    /// <param name="work">The work.</param>
    /// <param name="tellsRest">Whether the bars' own texts tell how long the rest takes.</param>
    /// <param name="isLive">Whether the bars move: not where results go to the same terminal meanwhile.</param>
    public static async Task<T> ProgressAsync<T>(Func<ProgressContext, Task<T>> work, bool tellsRest = false, bool isLive = true)
    {
        ProgressColumn[] before = [new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn()];
        ProgressColumn[] rest = tellsRest ? [] : [new RemainingTimeColumn()];
        var progress = Errors.Progress().AutoClear(false).HideCompleted(false).Columns([.. before, .. rest, new SpinnerColumn()]);
        progress.AutoRefresh = isLive && !Console.IsErrorRedirected;
        return await progress.StartAsync(work);
    }

    private static IAnsiConsole Create(TextWriter writer, bool redirected, int widthOfAFile)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
        {
            console.Profile.Width = widthOfAFile;
        }

        return console;
    }
}
