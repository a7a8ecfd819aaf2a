using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Commands;

public sealed class MasterKeyCommandTests
{
    [Fact]
    public async Task Commands_EncryptTheStore_ChangeTheMasterKey_AndSaySoWhenItIsMissing()
    {
        using var folder = new TemporaryFolder();
        var (key, data) = (folder.Of("keys", "master.key"), folder.Of("data"));
        var plain = new Dictionary<string, string> { ["CALLQA__Transcriber"] = "reference" };
        var settings = new Dictionary<string, string>(plain) { ["CALLQA__Encryption__KeyFile"] = key };
        var sample = Path.Combine(Cli.Samples, "calls", "call-01-excellent-refund.wav");
        (await Cli.RunAsync(plain, "ingest", sample, "--data", data)).ExitCode.ShouldBe(0);
        var unnamed = await Cli.RunAsync(plain, "store", "encrypt", "--data", data);
        (unnamed.ExitCode, unnamed.Output).ShouldBe(((int)InputFault.Key, ""));

        (await Cli.RunAsync("store", "key", "new", key)).Output.ShouldContain("Keep a copy apart");
        (await Cli.RunAsync(settings, "store", "encrypt", "--data", data)).Output.ShouldContain("1 recording encrypted now, 0 before.");
        Directory.GetFiles(folder.Of("data", "recordings"), "*", SearchOption.AllDirectories).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            path => File.ReadAllBytes(path)[..7].ShouldBe("CALLQAE"u8.ToArray()));
        (await Cli.RunAsync("store", "key", "new", key)).Output.ShouldContain("before 1 that are still needed");
        (await Cli.RunAsync(settings, "store", "key", "rotate", "--data", data)).Output.ShouldContain("Wrapped 1 key of recordings");
        (await Cli.RunAsync(settings, "store", "verify", "--data", data)).ExitCode.ShouldBe(0);

        var missing = await Cli.RunAsync(plain, "store", "verify", "--data", data);
        missing.ExitCode.ShouldBe((int)InputFault.Key);
        missing.Errors.ReplaceLineEndings(" ").ShouldContain("no master key is named");
        var doctor = await Cli.RunAsync(plain, "doctor", "--data", data, "--format", "json");
        (doctor.ExitCode, doctor.Output.Contains("no master key is named", StringComparison.Ordinal)).ShouldBe((10, true));
    }
}
