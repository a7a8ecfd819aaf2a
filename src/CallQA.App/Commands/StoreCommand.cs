using System.CommandLine;
using CallQA.App.Commands.Store;
using CallQA.App.Storage;
using CallQA.App.Storage.Encryption;
using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary><c>callqa store</c>: whether every call has its recording, whole, and every recording its call; encryption and its keys.</summary>
internal static class StoreCommand
{
    private const string Description = """
        Hold the recordings against the calls: missing, damaged, encrypted and without their key, and those that belong to no call (exit code 10 when there are any).

        Examples:
          callqa store verify
          callqa store verify --quick                 without reading every recording
          callqa store verify --remove-orphans
        """;

    public static Command Create() => new("store", "Look after the stored recordings and their keys.") { CreateVerify(), EncryptStore.Create(), MasterKeyCommand.Create() };

    private static Command CreateVerify()
    {
        var quick = new Option<bool>("--quick") { Description = "do not compare checksums" };
        var remove = new Option<bool>("--remove-orphans") { Description = "remove recordings that belong to no call" };
        var data = SettingsOptions.Data();
        var format = FormatOption.Create();
        var command = new Command("verify", Description) { quick, remove, data, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await CommandServices.OpenExistingStoreAsync(SettingsOptions.Read(parsed.GetValue(data)), cancellationToken);
            await services.GetRequiredService<RecordingKeys>().EnsureUsableAsync(cancellationToken);
            var verification = services.GetRequiredService<StoreVerification>();
            var problems = await verification.VerifyAsync(!parsed.GetValue(quick), cancellationToken);
            Print(problems, parsed.GetValue(format));
            if (parsed.GetValue(remove)) await verification.RemoveOrphansAsync(problems, cancellationToken);
            return problems.Count == 0 ? ExitCode.Done : ExitCode.SomeRefused;
        });
        return command;
    }

    private static void Print(IReadOnlyList<StoreProblem> problems, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            FormatOption.PrintJson(problems);
            return;
        }

        var table = new Table().AddColumns("problem", "call", "recording");
        foreach (var problem in problems)
            table.AddRow(problem.Problem, Markup.Escape(problem.CallId ?? "–"), Markup.Escape(problem.Path ?? problem.ContentHash));
        if (problems.Count > 0) Screen.Results.Write(table);
        else Console.Out.WriteLine("Every call has its recording, and every recording its call.");
    }
}
