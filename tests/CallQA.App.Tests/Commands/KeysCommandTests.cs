using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Commands;

public sealed class KeysCommandTests
{
    [Fact]
    public async Task Keys_AreMadeListedAndTakenBack()
    {
        using var folder = new TemporaryFolder();
        await Cli.RunAsync("users", "add", "anna", "--data", folder.Path);
        var added = await Cli.RunAsync("keys", "add", "Data warehouse", "--account", "Anna", "--scope", "calls:read", "--scope", "operate", "--data", folder.Path);
        added.ExitCode.ShouldBe(0, added.Errors);
        var key = added.Output.Split("callqa_")[1].Split('_')[0];
        var list = await Cli.RunAsync("keys", "list", "--data", folder.Path);
        list.Output.ShouldContain(key);
        list.Output.ShouldContain("calls:read, operate");
        (await Cli.RunAsync("keys", "revoke", key, "--data", folder.Path)).ExitCode.ShouldBe(0);
        var again = await Cli.RunAsync("keys", "revoke", key, "--data", folder.Path);
        again.ExitCode.ShouldBe(9);
        again.Errors.ShouldContain($"There is no key '{key}' to take back");
        (await Cli.RunAsync("keys", "list", "--data", folder.Path)).Output.ShouldContain("taken");
    }
}
