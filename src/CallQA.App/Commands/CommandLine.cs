using System.CommandLine;
using CallQA.App.Commands.Doctor;
using CallQA.App.Commands.Models;
using CallQA.App.Storage;
using CallQA.Engines.Whisper.Downloads;
using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary>The commands of <c>callqa</c> and what every one of them has in common: errors, exit codes, cancellation.</summary>
internal static class CommandLine
{
    private const string Description = """
        CallQA: quality assurance for recorded service calls, wholly on your own machines.

        Examples:
          callqa demo                              run the whole pipeline on the sample calls
          callqa transcribe call.wav --format vtt  write what is said, with times
          callqa ingest /recordings --metadata calls.csv
          callqa models pull small                 get a better speech model
          callqa serve                             web pages, worker and nightly jobs
        """;

    // Time for the worker's jobs to hand back what they have begun.
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = CreateRoot().Parse(args);
        if (args.Length == 0)
        {
            await CreateRoot().Parse(["--help"]).InvokeAsync();
            return ExitCode.Usage;
        }

        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                Screen.Fail(UsageError.Sentence(error.Message));
            Screen.Errors.MarkupLineInterpolated($"How it is used: {UsageError.Help(parsed)}");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeToStop });
        }
        catch (OperationCanceledException)
        {
            Screen.Errors.MarkupLine("[yellow]Stopped; run the command again to go on where it was.[/]");
            return ExitCode.Cancelled;
        }
        catch (DownloadException exception)
        {
            Screen.Fail(exception.Message);
            return (int)exception.Reason;
        }
        catch (InputException exception)
        {
            Screen.Fail(exception.Message);
            return (int)exception.Fault;
        }
        catch (Exception exception) when (MachineTrouble.Sentence(exception) is { } sentence)
        {
            Screen.Fail(sentence);
            return ExitCode.MachineTrouble;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Screen.Fail($"A file or folder cannot be used ({exception.Message.TrimEnd('.')}); check the path, the rights and the free space.");
            return (int)InputFault.Unreadable;
        }
#pragma warning disable CA1031 // The last line of defence: a sentence instead of a stack trace.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Screen.Fail($"This should not have happened: {exception.Message} ({exception.GetType().Name}).");
            Screen.Errors.WriteException(exception, ExceptionFormats.ShortenEverything);
            return ExitCode.Unexpected;
        }
    }

    private static RootCommand CreateRoot() => new(Description)
    {
        DemoCommand.Create(),
        TranscribeCommand.Create(),
        ScoreCommand.Create(),
        TrainCommand.Create(),
        EvaluateCommand.Create(),
        ScorecardCommand.Create(),
        IngestCommand.Create(),
        SourcesCommand.Create(),
        VconCommand.Create(),
        ModelsCommand.Create(),
        ReportsCommand.Create(),
        WebhooksCommand.Create(),
        ServeCommand.Create(),
        ServeCommand.CreateWeb(),
        ServeCommand.CreateWorker(),
        JobsCommand.Create(),
        CallsCommand.Create(),
        EvaluationsCommand.Create(),
        StatusCommand.Create(),
        RetentionCommand.Create(),
        RedactCommand.Create(),
        AuditCommand.Create(),
        StoreCommand.Create(),
        DoctorCommand.Create(),
        UsersCommand.Create(),
        KeysCommand.Create(),
    };
}
