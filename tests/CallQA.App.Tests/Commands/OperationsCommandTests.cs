using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Commands;

public sealed class OperationsCommandTests
{
    [Fact]
    public async Task Commands_TellHowThingsStand_WithoutLoadingAModel()
    {
        using var folder = new TemporaryFolder();
        var status = await Cli.RunAsync("status", "--data", folder.Of("data"), "--format", "json");
        (status.ExitCode, status.Errors).ShouldBe((0, ""));
        status.Output.ShouldContain("\"takenIn\": 0");
        var doctor = await Cli.RunAsync("doctor", "--data", folder.Of("data"));
        doctor.Errors.ShouldBe("");
        doctor.Output.ShouldContain("tables are current");
        var retry = await Cli.RunAsync("calls", "retry", "none", "--data", folder.Of("data"));
        retry.ExitCode.ShouldBe(10);
        retry.Errors.ShouldContain("'none' is not set aside");
    }
}
