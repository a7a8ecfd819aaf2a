using System.CommandLine;
using CallQA.Interchange;

namespace CallQA.App.Commands;

/// <summary><c>callqa vcon</c>: whether files are in the form of vCon.</summary>
internal static class VconCommand
{
    private const string Description = """
        Check files against the form of vCon (draft-ietf-vcon-vcon-core, unsigned or signed): what has to be there, of what kind every value is, and
        whether parties, dialogs and attachments that are named by number are there. A signature is checked when the file is taken in, not here.

        Examples:
          callqa vcon check call.vcon
          callqa vcon check *.vcon --format json
        """;

    public static Command Create() => new("vcon", Description) { CreateCheck() };

    private static Command CreateCheck()
    {
        var files = new Argument<string[]>("FILE") { Description = "vCons, unsigned or signed", Arity = ArgumentArity.OneOrMore };
        var format = FormatOption.Create();
        var command = new Command("check", "Tell everything in vCons that is not in the form; the exit code is 10 when there is something.") { files, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var checkedFiles = new List<CheckedVcon>();
            foreach (var file in parsed.GetValue(files)!)
                checkedFiles.Add(await CheckAsync(file, cancellationToken));
            if (parsed.GetValue(format) == OutputFormat.Json) FormatOption.PrintJson(checkedFiles);
            else Tell(checkedFiles);
            return checkedFiles.TrueForAll(file => file.IsGood) ? ExitCode.Done : ExitCode.SomeRefused;
        });
        return command;
    }

    private static async Task<CheckedVcon> CheckAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return new(file, null, await VconFile.CheckAsync(file, cancellationToken));
        }
        catch (InputException exception)
        {
            return new(file, exception.Message, []);
        }
    }

    private static void Tell(IEnumerable<CheckedVcon> files)
    {
        foreach (var file in files)
        {
            if (file.IsGood) Console.Out.WriteLine($"{file.File} is in the form.");
            if (file.Refusal is { } refusal) Screen.Fail(refusal);
            foreach (var fault in file.Faults)
                Console.Out.WriteLine($"{file.File}: {fault}.");
        }
    }

    private sealed record CheckedVcon(string File, string? Refusal, IReadOnlyList<VconFault> Faults)
    {
        public bool IsGood => Refusal is null && Faults.Count == 0;
    }
}
