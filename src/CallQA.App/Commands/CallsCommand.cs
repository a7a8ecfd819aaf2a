using System.CommandLine;
using System.Globalization;
using CallQA.App.Commands.Calls;
using CallQA.App.Jobs;
using CallQA.App.Models;
using CallQA.App.Settings;
using CallQA.App.Storage;

namespace CallQA.App.Commands;

/// <summary><c>callqa calls</c>: what operators do to calls. The workers find each request in the store within a minute.</summary>
internal static class CallsCommand
{
    private const string Description = """
        Show calls, try them again, score or transcribe them again, stop, hurry, hold, export or erase them.

        Examples:
          callqa calls show pbx-17                         how it stands; also by the digest that the log names it by
          callqa calls retry pbx-17                        one call that was set aside
          callqa calls retry --reason model                all that were set aside for this reason
          callqa calls rescore --since 2026-03-01          with the models and the scorecard now in force
          callqa calls retranscribe pbx-17 --model small
          callqa calls cancel pbx-17
          callqa calls prioritise pbx-17
          callqa calls hold pbx-17 --because "claim 88"    never erase it; release allows it again
          callqa calls training pbx-17 --allow no          the models never learn from it
          callqa calls erase pbx-17 --dry-run
          callqa calls export pbx-17 --with-recording      as vCon, for other systems
        """;

    public static Command Create() => new("calls", Description)
    {
        ShowCalls.Create(),
        CreateRetry(),
        CreateRescore(),
        CreateRetranscribe(),
        Each("cancel", "Stop the work on calls; what is stored stays.", (control, call, token) => control.CancelAsync(call, token), "is not being worked on"),
        CreatePrioritise(),
        CreateHold(),
        Each("release", "Allow again that calls are erased.", (control, call, token) => control.HoldAsync(call, null, token)),
        CreateConsent(),
        CreateErase(),
        ExportCalls.Create(Calls(ArgumentArity.OneOrMore)),
    };

    private static Command CreateRetry()
    {
        var calls = Calls(ArgumentArity.ZeroOrMore);
        var reason = new Option<SetAsideCause?>("--reason") { Description = "all calls set aside for this reason" };
        var data = SettingsOptions.Data();
        var command = new Command("retry", "Let calls go on that were set aside.") { calls, reason, data };
        command.Validators.Add(result =>
        {
            if (result.GetValue(reason) is null == (result.GetValue(calls)!.Length == 0)) result.AddError("Name the calls, or a reason with --reason.");
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(data),
            (services, token) => parsed.GetValue(reason) is { } cause
                ? TellCountAsync(services.GetRequiredService<CallControl>().RetryAllAsync(cause, token), "goes on", "go on")
                : EachAsync(parsed.GetValue(calls)!, call => services.GetRequiredService<CallControl>().RetryAsync(call, token), "is not set aside"),
            cancellationToken));
        return command;
    }

    private static Command CreateRescore()
    {
        var since = new Option<string>("--since") { Description = "a day, or when the first call began, ISO 8601; without an offset in CallQA:TimeZone", Required = true };
        var data = SettingsOptions.Data();
        var command = new Command("rescore", "Score all finished calls from a day on again, with the models now in force.") { since, data };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(data),
            (services, token) => TellCountAsync(
                services.GetRequiredService<CallControl>().RescoreAsync(Moment.Parse(parsed.GetValue(since)!, services.GetRequiredService<CallQASettings>().Zone), token),
                "is scored again", "are scored again"),
            cancellationToken));
        return command;
    }

    private static Command CreateRetranscribe()
    {
        var calls = Calls(ArgumentArity.OneOrMore);
        var model = new Option<string?>("--model") { Description = "speech model: a name from `callqa models list` or a ggml file [default: that of the settings]" };
        var data = SettingsOptions.Data();
        var command = new Command("retranscribe", "Transcribe calls again.") { calls, data, model };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(data),
            (services, token) => RetranscribeAsync(services, parsed.GetValue(calls)!, parsed.GetValue(model), token),
            cancellationToken));
        return command;
    }

    private static async Task<int> RetranscribeAsync(IServiceProvider services, string[] calls, string? model, CancellationToken cancellationToken)
    {
        var control = services.GetRequiredService<CallControl>();
        // Once for all of them, and before any is touched.
        var named = model is null ? null : await NamedSpeechModel.FindAsync(model, services.GetRequiredService<CallQASettings>().SpeechFolders.All, cancellationToken);
        return await EachAsync(calls, call => control.RetranscribeAsync(call, named, cancellationToken), "is not in the store");
    }

    private static Command CreatePrioritise()
    {
        var priority = new Option<int>("--priority") { Description = "higher goes first, below 0 goes last", DefaultValueFactory = _ => 1 };
        return Each(
            "prioritise", "Let calls go before others.",
            (control, call, parsed, token) => control.PrioritiseAsync(call, parsed.GetValue(priority), token), "is not in the store", priority);
    }

    private static Command CreateHold()
    {
        var because = new Option<string>("--because") { Description = "why, for those who read it later", Required = true };
        return Each(
            "hold", "Keep calls from being erased, whatever the retention says.",
            (control, call, parsed, token) => control.HoldAsync(call, parsed.GetValue(because), token), "is not in the store", because);
    }

    private static Command CreateConsent()
    {
        var allow = new Option<string>("--allow") { Description = "yes, no, or queue for the rule of its telephone queue", Required = true };
        allow.AcceptOnlyFromAmong("yes", "no", "queue");
        return Each(
            "training", "Allow or forbid that the scoring models learn from calls.",
            (control, call, parsed, token) => control.ConsentAsync(call, parsed.GetValue(allow) switch { "yes" => true, "no" => false, _ => null }, token),
            "is not in the store", allow);
    }

    private static Command CreateErase()
    {
        var calls = Calls(ArgumentArity.OneOrMore);
        var dryRun = new Option<bool>("--dry-run") { Description = "only tell what would be erased" };
        var data = SettingsOptions.Data();
        var command = new Command("erase", "Erase calls with recording, transcripts, evaluations and reports; an entry without content remains.") { calls, dryRun, data };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(data),
            async (services, token) =>
            {
                var dry = parsed.GetValue(dryRun);
                var code = await EachAsync(
                    parsed.GetValue(calls)!,
                    async call => dry
                        ? await services.GetRequiredService<EfCallStore>().FindAsync(call, token) is not null
                        : await services.GetRequiredService<CallErasure>().EraseAsync(call, "command line", token),
                    "is not in the store");
                // Beside the identifiers, which scripts read.
                Console.Error.WriteLine(dry ? "Nothing was erased: these calls would be, without --dry-run." : "These calls were erased; entries without content remain in the audit log.");
                return code;
            },
            cancellationToken));
        return command;
    }

    private static Command Each(
        string name, string description, Func<CallControl, string, CancellationToken, Task<bool>> act, string otherwise = "is not in the store") =>
        Each(name, description, (control, call, _, token) => act(control, call, token), otherwise);

    private static Command Each(
        string name, string description, Func<CallControl, string, ParseResult, CancellationToken, Task<bool>> act, string otherwise, params Option[] options)
    {
        var calls = Calls(ArgumentArity.OneOrMore);
        var data = SettingsOptions.Data();
        var command = new Command(name, description) { calls, data };
        foreach (var option in options) command.Add(option);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(data),
            (services, token) => EachAsync(
                parsed.GetValue(calls)!, call => act(services.GetRequiredService<CallControl>(), call, parsed, token), otherwise),
            cancellationToken));
        return command;
    }

    private static Argument<string[]> Calls(ArgumentArity arity) => new("CALL") { Description = "identifiers of calls", Arity = arity };

    private static async Task<int> RunAsync(
        string? data, Func<IServiceProvider, CancellationToken, Task<int>> act, CancellationToken cancellationToken)
    {
        await using var services = await CommandServices.OpenExistingStoreAsync(SettingsOptions.Read(data), cancellationToken);
        return await act(services, cancellationToken);
    }

    private static async Task<int> EachAsync(string[] calls, Func<string, Task<bool>> act, string otherwise)
    {
        var refused = 0;
        foreach (var call in calls)
        {
            if (await act(call)) Console.Out.WriteLine(call);
            else refused += Refuse($"The call '{call}' {otherwise}; check the identifier on the pages.");
        }

        return refused == 0 ? ExitCode.Done : ExitCode.SomeRefused;
    }

    private static int Refuse(string sentence)
    {
        Screen.Fail(sentence);
        return 1;
    }

    private static async Task<int> TellCountAsync(Task<int> counted, string one, string many)
    {
        var count = await counted;
        Console.Out.WriteLine(count == 1 ? $"1 call {one}." : string.Create(CultureInfo.InvariantCulture, $"{count} calls {many}."));
        return ExitCode.Done;
    }
}
