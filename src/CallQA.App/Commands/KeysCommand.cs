using System.CommandLine;
using CallQA.App.Identity.Keys;
using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary><c>callqa keys</c>: keys with which programs use the API.</summary>
internal static class KeysCommand
{
    private const string Description = """
        Keys with which programs use the API.

        Examples:
          callqa keys list
          callqa keys add "Data warehouse" --account anna --scope calls:read
          callqa keys add "Night shift" --account admin --scope operate --scope calls:read --days 90
          callqa keys revoke Xy12ab90
        """;

    private const string CommandLine = "command line";
    private const int DefaultDays = 365;

    public static Command Create()
    {
        var data = SettingsOptions.Data();
        data.Recursive = true;
        var name = new Argument<string>("name") { Description = "what the key is for" };
        var account = new Option<string>("--account") { Description = "the account it acts for; its role limits the key", Required = true };
        var scopes = new Option<string[]>("--scope") { Description = string.Join(", ", ApiScope.All.Order(StringComparer.Ordinal)), Required = true };
        var days = new Option<int>("--days") { Description = $"how long it lasts, 1 to {ApiKeys.LongestLife}", DefaultValueFactory = _ => DefaultDays };
        var id = new Argument<string>("key") { Description = "the key's name as the list shows it" };
        var add = new Command("add", "Make a key and print it.") { name, account, scopes, days };
        var revoke = new Command("revoke", "Take a key back, for good.") { id };
        var list = new Command("list", "Show all keys.");
        add.SetAction((parsed, token) => WithAsync(
            parsed.GetValue(data),
            async keys => Tell(await keys.AddAsync(
                parsed.GetValue(account)!, parsed.GetValue(name)!, parsed.GetValue(scopes)!, parsed.GetValue(days), CommandLine, token)),
            token));
        revoke.SetAction((parsed, token) => WithAsync(parsed.GetValue(data), keys => RevokeAsync(keys, parsed.GetValue(id)!, token), token));
        list.SetAction((parsed, token) => WithAsync(parsed.GetValue(data), async keys => Print(await keys.ListAsync(token)), token));
        return new Command("keys", Description) { data, list, add, revoke };
    }

    private static async Task<int> WithAsync(string? data, Func<ApiKeys, Task> act, CancellationToken cancellationToken)
    {
        await using var services = await CommandServices.OpenStoreAsync(SettingsOptions.Read(data), cancellationToken);
        await act(services.GetRequiredService<ApiKeys>());
        return ExitCode.Done;
    }

    private static async Task RevokeAsync(ApiKeys keys, string id, CancellationToken cancellationToken)
    {
        if (!await keys.RevokeAsync(id, cancellationToken))
            throw new InputException(InputFault.Settings, $"There is no key '{id}' to take back; callqa keys list shows all of them.");
    }

    private static void Tell(string key) => Screen.Results.MarkupLineInterpolated($"The key, shown only now: [bold]{key}[/]");

    private static void Print(IReadOnlyList<ApiKey> keys)
    {
        var table = new Table { Border = TableBorder.Horizontal };
        table.AddColumns("key", "for", "account", "scopes", "until", "used", "state");
        foreach (var key in keys)
        {
            table.AddRow(
                key.Id, Markup.Escape(key.Name), Markup.Escape(key.Account), string.Join(", ", key.Scopes), $"{key.Expires:yyyy-MM-dd}",
                key.Used is { } used ? $"{used:yyyy-MM-dd}" : "–", key.Revoked ? "taken back" : "good");
        }

        Screen.Results.Write(table);
    }
}
