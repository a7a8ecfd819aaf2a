using System.CommandLine;
using System.Globalization;
using CallQA.App.Storage.Encryption;
using Spectre.Console;

namespace CallQA.App.Commands.Store;

/// <summary><c>callqa store key</c>: the master key that recordings are encrypted under.</summary>
internal static class MasterKeyCommand
{
    private const string Description = """
        The master key that recordings are encrypted under. It lies in a file outside the data directory, or in the variable CALLQA_MASTER_KEY; keep a copy of it apart
        from the backup of database and recordings.

        Examples:
          callqa store key new /etc/callqa/master.key       a first key; name the file with CallQA:Encryption:KeyFile
          callqa store key new /etc/callqa/master.key       later: a new key in force, the ones before stay behind it to read with
          callqa store key rotate                           wraps the keys of all recordings under the key in force
          callqa store key status
        """;

    public static Command Create() => new("key", Description) { CreateNew(), CreateRotate(), CreateStatus() };

    private static Command CreateNew()
    {
        var file = new Argument<string>("FILE") { Description = "the key file; what it holds stays in it, behind the new key" };
        var command = new Command("new", "Make a master key in a file that only this user may read.") { file };
        command.SetAction(parsed => Make(parsed.GetValue(file)!));
        return command;
    }

    private static int Make(string file)
    {
        var key = MasterKey.New();
        var behind = MasterKeys.Add(file, key);
        Console.Out.WriteLine(behind == 0
            ? $"The master key {key.Name} is in {file}. Keep a copy apart from your backups, and name the file with CallQA:Encryption:KeyFile (CALLQA__ENCRYPTION__KEYFILE)."
            : $"The master key {key.Name} is in {file}, before {behind} that are still needed. Keep a copy apart from your backups, then run `callqa store key rotate`.");
        return ExitCode.Done;
    }

    private static Command CreateRotate()
    {
        var data = SettingsOptions.Data();
        var command = new Command("rotate", "Wrap the keys of all recordings under the master key in force; recordings are not touched. Run it again after it was stopped (exit code 10 when a key was changed in the database).") { data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await CommandServices.OpenExistingStoreAsync(SettingsOptions.Read(parsed.GetValue(data)), cancellationToken);
            var reached = new RotationProgress(0, []);
            await foreach (var progress in services.GetRequiredService<KeyRotation>().RunAsync(cancellationToken)) reached = progress;
            Console.Out.WriteLine($"Wrapped {Counted.Of(reached.Wrapped, "key")} of recordings under the master key in force. Keys behind it in the file are needed only for backups of the database from before now.");
            foreach (var recording in reached.Changed)
                Screen.Fail($"The key of the recording {recording} is not what was written into the database and stays as it is; restore its rows of the table RecordingKeys from the backup, or erase its call.");
            if (reached.Changed.Count > 0) return ExitCode.SomeRefused;
            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateStatus()
    {
        var data = SettingsOptions.Data();
        var format = FormatOption.Create();
        var command = new Command("status", "Tell which master keys are in use and at hand (exit code 10 when one is missing).") { data, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await CommandServices.OpenExistingStoreAsync(SettingsOptions.Read(parsed.GetValue(data)), cancellationToken);
            var uses = await services.GetRequiredService<KeyRotation>().StatusAsync(cancellationToken);
            Print(uses, parsed.GetValue(format));
            return uses.All(use => use.AtHand) ? ExitCode.Done : ExitCode.SomeRefused;
        });
        return command;
    }

    private static void Print(IReadOnlyList<MasterKeyUse> uses, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            FormatOption.PrintJson(uses);
            return;
        }

        if (uses.Count == 0)
        {
            Console.Out.WriteLine("No master key is named, and no recording is encrypted.");
            return;
        }

        var table = new Table().AddColumns("master key", "recordings", "state");
        foreach (var use in uses)
            table.AddRow(use.MasterKey, use.Recordings.ToString(CultureInfo.InvariantCulture), use.AtHand ? use.InForce ? "in force" : "reads" : "[red]missing[/]");
        Screen.Results.Write(table);
    }
}
