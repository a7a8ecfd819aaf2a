using System.CommandLine;
using CallQA.App.Storage;
using CallQA.Recordings;
using Spectre.Console;

namespace CallQA.App.Commands.Calls;

/// <summary>A call as an operator looks into it.</summary>
/// <param name="CallId">Its identifier.</param>
/// <param name="Digest">What log, traces and audit log name it by.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="SetAside">Why it cannot go on; null when it can.</param>
internal sealed record ShownCall(string CallId, string Digest, CallStage Stage, SetAside? SetAside);

/// <summary><c>callqa calls show</c>: how calls stand, named by their identifiers or by the digests of the log.</summary>
internal static class ShowCalls
{
    private const string Description = """
        Show how calls stand: identifier, digest, stage, and of one that was set aside the reason and where in the program it failed. A call may be
        named by the digest that log and traces name it by.

        Examples:
          callqa calls show pbx-17
          callqa calls show 6fd9f0c4a2b7... --format json      all 64 digits
        """;

    public static Command Create()
    {
        var calls = new Argument<string[]>("CALL") { Description = "identifiers of calls, or their digests", Arity = ArgumentArity.OneOrMore };
        var data = SettingsOptions.Data();
        var format = FormatOption.Create();
        var command = new Command("show", Description) { calls, data, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await CommandServices.OpenExistingStoreAsync(SettingsOptions.Read(parsed.GetValue(data)), cancellationToken);
            var names = parsed.GetValue(calls)!;
            var shown = new List<ShownCall>();
            foreach (var name in names)
            {
                if (await FindAsync(services, name, cancellationToken) is { } call) shown.Add(call);
                else Screen.Fail($"The call '{name}' is not in the store; check the identifier on the pages, or give all 64 digits of the digest.");
            }

            if (parsed.GetValue(format) == OutputFormat.Json) FormatOption.PrintJson(shown);
            else shown.ForEach(Print);
            return shown.Count == names.Length ? ExitCode.Done : ExitCode.SomeRefused;
        });
        return command;
    }

    private static async Task<ShownCall?> FindAsync(IServiceProvider services, string name, CancellationToken cancellationToken)
    {
        if (await services.GetRequiredService<CallLookup>().FindAsync(name, cancellationToken) is not { } id) return null;
        if (await services.GetRequiredService<EfCallStore>().FindAsync(id, cancellationToken) is not { } call) return null;
        return new(call.Id, CallDigest.Of(call.Id), call.Stage, await services.GetRequiredService<CallQuarantine>().FindAsync(call.Id, cancellationToken));
    }

    private static void Print(ShownCall call)
    {
        var table = new Table().AddColumns("what", "value").HideHeaders();
        table.AddRow("call", Markup.Escape(call.CallId));
        table.AddRow("digest", call.Digest);
        table.AddRow("stage", call.Stage.ToString());
        if (call.SetAside is { } why)
        {
            table.AddRow("set aside", why.Cause.ToString());
            table.AddRow("because", Markup.Escape(why.Reason));
            table.AddRow("where", Markup.Escape(why.Trace ?? "–"));
        }

        Screen.Results.Write(table);
    }
}
