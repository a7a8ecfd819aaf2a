using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Commands;

public sealed class UsersCommandTests
{
    [Fact]
    public async Task Users_AreAddedListedAndKeptOut()
    {
        using var folder = new TemporaryFolder();
        var added = await Cli.RunAsync("users", "add", "emily", "--role", "agent", "--agent", "a-101", "--data", folder.Path);
        added.ExitCode.ShouldBe(0, added.Errors);
        added.Output.ShouldMatch("One-time password of emily, shown only now: ([a-z2-9]{5}-){3}[a-z2-9]{5}");
        var disabled = await Cli.RunAsync("users", "disable", "Emily", "--data", folder.Path);
        disabled.ExitCode.ShouldBe(0, disabled.Errors);
        var list = await Cli.RunAsync("users", "list", "--data", folder.Path);
        list.Output.ShouldContain("a-101");
        list.Output.ShouldContain("disabled");
        var unknown = await Cli.RunAsync("users", "reset", "nobody", "--data", folder.Path);
        unknown.ExitCode.ShouldBe(9);
        unknown.Errors.ShouldContain("There is no account 'nobody'");
    }
}
