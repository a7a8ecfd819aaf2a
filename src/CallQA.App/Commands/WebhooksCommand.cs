using System.CommandLine;
using System.Globalization;
using CallQA.App.Webhooks;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary><c>callqa webhooks</c>: what a program was told, and telling it again.</summary>
internal static class WebhooksCommand
{
    private const string Description = """
        List the messages of the last thirty days to the program at Webhook:Address, or have some sent again by the worker.

        Examples:
          callqa webhooks list
          callqa webhooks replay msg_0f3a…
        """;

    public static Command Create() => new("webhooks", Description) { CreateList(), CreateReplay() };

    private static Command CreateList()
    {
        var data = SettingsOptions.Data();
        var format = FormatOption.Create();
        var command = new Command("list", "List messages, the latest first.") { data, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var messages = await Outbox(parsed.GetValue(data)).ListAsync(cancellationToken);
            if (parsed.GetValue(format) == OutputFormat.Json) FormatOption.PrintJson(messages);
            else Screen.Results.Write(Table(messages));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateReplay()
    {
        var ids = new Argument<string[]>("MESSAGE") { Description = "identifiers of messages", Arity = ArgumentArity.OneOrMore };
        var data = SettingsOptions.Data();
        var command = new Command("replay", "Have messages sent again, with all attempts anew.") { ids, data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var outbox = Outbox(parsed.GetValue(data));
            var refused = 0;
            foreach (var id in parsed.GetValue(ids)!)
            {
                if (await outbox.ReplayAsync(id, cancellationToken))
                {
                    Console.Out.WriteLine($"{id} is due; `callqa serve` or a worker sends it.");
                    continue;
                }

                Screen.Fail($"There is no message '{id}'; `callqa webhooks list` shows which there are.");
                refused++;
            }

            return refused == 0 ? ExitCode.Done : ExitCode.SomeRefused;
        });
        return command;
    }

    private static WebhookOutbox Outbox(string? data) => new(SettingsOptions.Read(data), TimeProvider.System, NullLogger<WebhookOutbox>.Instance);

    private static Table Table(IReadOnlyList<WebhookMessage> messages)
    {
        var table = new Table().AddColumns("message", "what", "when (UTC)", "attempts", "last", "taken (UTC)", "next (UTC)");
        foreach (var message in messages)
        {
            table.AddRow(
                message.Id, message.Type, NightTable.Moment(message.CreatedAt), message.Attempts.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(message.Outcome ?? "–"), NightTable.Moment(message.DeliveredAt), NightTable.Moment(message.NextAt));
        }

        return table;
    }
}
