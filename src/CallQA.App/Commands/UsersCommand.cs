using System.CommandLine;
using CallQA.App.Identity;
using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary><c>callqa users</c>: who may sign in.</summary>
internal static class UsersCommand
{
    private const string Description = """
        Accounts of those who sign in to the pages.

        Examples:
          callqa users list
          callqa users add anna --role reviewer
          callqa users add emily --role agent --agent a-101
          callqa users reset admin                    a new one-time password, also when nobody can sign in any more
          callqa users disable anna
        """;

    public static Command Create()
    {
        var data = SettingsOptions.Data();
        data.Recursive = true;
        var name = new Argument<string>("name") { Description = "the account" };
        var role = new Option<Role>("--role") { Description = "admin, reviewer, trainer, agent or auditor", DefaultValueFactory = _ => Role.Reviewer };
        var agent = new Option<string?>("--agent") { Description = "the agent whose calls an account with the role agent sees" };
        var add = new Command("add", "Make an account and print its one-time password.") { name, role, agent };
        var reset = new Command("reset", "Give an account a new one-time password and let it in again.") { name };
        var disable = new Command("disable", "Keep an account out.") { name };
        var list = new Command("list", "Show all accounts.");
        add.SetAction((parsed, token) => WithAsync(
            parsed.GetValue(data),
            async accounts => Tell(parsed.GetValue(name)!, await accounts.AddAsync(parsed.GetValue(name)!, parsed.GetValue(role), parsed.GetValue(agent), token)),
            token));
        reset.SetAction((parsed, token) => WithAsync(
            parsed.GetValue(data), async accounts => Tell(parsed.GetValue(name)!, await accounts.ResetAsync(parsed.GetValue(name)!, token)), token));
        disable.SetAction((parsed, token) => WithAsync(parsed.GetValue(data), accounts => accounts.DisableAsync(parsed.GetValue(name)!, token), token));
        list.SetAction((parsed, token) => WithAsync(parsed.GetValue(data), async accounts => Print(await accounts.ListAsync(token)), token));
        return new Command("users", Description) { data, list, add, reset, disable };
    }

    private static async Task<int> WithAsync(string? data, Func<Accounts, Task> act, CancellationToken cancellationToken)
    {
        await using var services = await CommandServices.OpenStoreAsync(SettingsOptions.Read(data), cancellationToken);
        await act(services.GetRequiredService<Accounts>());
        return ExitCode.Done;
    }

    private static void Tell(string name, string password) =>
        Screen.Results.MarkupLineInterpolated($"One-time password of {name}, shown only now: [bold]{password}[/]");

    private static void Print(IReadOnlyList<UserRow> users)
    {
        var table = new Table { Border = TableBorder.Horizontal };
        table.AddColumns("name", "role", "agent", "state");
        foreach (var user in users)
        {
            table.AddRow(
                Markup.Escape(user.Name), user.Role.ToString(), Markup.Escape(user.AgentId ?? "–"),
                user.Disabled ? "disabled" : user.MustChangePassword ? "has a one-time password" : "active");
        }

        Screen.Results.Write(table);
    }
}
