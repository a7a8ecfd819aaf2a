using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary>The terminal: results go to standard output, progress and errors to standard error.</summary>
internal static class Screen
{
    // A file has no width: wide enough that no table is broken up.
    private const int WidthOfAFile = 200;

    /// <summary>Standard output, for results.</summary>
    public static IAnsiConsole Results { get; } = CreateResults();

    /// <summary>Standard error, for progress and errors.</summary>
    public static IAnsiConsole Errors { get; } = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Console.Error),
        Interactive = Console.IsErrorRedirected ? InteractionSupport.No : InteractionSupport.Detect,
    });

    /// <summary>Tells the user what went wrong.</summary>
    public static void Fail(string sentence) => Errors.MarkupLineInterpolated($"[red]callqa:[/] {sentence}");

    /// <summary>Runs work under progress bars; quiet when standard error is not a terminal.</summary>
    public static async Task<T> ProgressAsync<T>(Func<ProgressContext, Task<T>> work)
    {
        var progress = Errors.Progress().AutoClear(false).HideCompleted(false).Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left },
            new ProgressBarColumn(),
            new PercentageColumn(),
            new RemainingTimeColumn(),
            new SpinnerColumn());
        progress.AutoRefresh = !Console.IsErrorRedirected;
        return await progress.StartAsync(work);
    }

    private static IAnsiConsole CreateResults()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = WidthOfAFile;
        }

        return console;
    }
}
