using CallQA.App.Commands.Doctor;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Commands.Doctor;

public sealed class CheckupTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_LooksAtEveryDriveOnce()
    {
        using var folder = new TemporaryFolder();
        var settings = Settings(folder);

        var disks = (await new Checkup(settings, TimeProvider.System).RunAsync(Token)).Where(finding => finding.What.StartsWith("disk", StringComparison.Ordinal)).ToList();

        disks.Select(disk => disk.What).ShouldBeUnique();
        disks.ShouldContain(disk => disk.What == $"disk {MountPoint.Of(settings.DataDirectory)}");
        foreach (var path in new[] { settings.DataDirectory, settings.RecordingsPath, settings.IntakePath, Path.TrimEndingDirectorySeparator(Path.GetTempPath()) })
            disks.Count(disk => disk.Details.Contains($" {path}", StringComparison.Ordinal)).ShouldBe(1, path);
    }

    [Fact]
    public async Task RunAsync_SaysWhatToDo_WhenAFileIsInAFoldersPlace()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.Of("intake"), "", Token);

        (await FindingAsync(folder, "intake folder")).ShouldContain("check that no file is in a folder's place");
    }

    [Fact]
    public async Task RunAsync_SaysWhatToDo_WhenTheDatabaseIsDamaged()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Of("data"));
        await File.WriteAllTextAsync(folder.Of("data", "callqa.db"), new string('x', 4096), Token);

        (await FindingAsync(folder, "database")).ShouldContain("put the file back from the backup");
    }

    [Fact]
    public async Task RunAsync_SaysWhatToDo_WhenNoDatabaseServerAnswers()
    {
        using var folder = new TemporaryFolder();

        (await FindingAsync(folder, "database", "Host=127.0.0.1;Port=1;Database=callqa;Username=callqa")).ShouldContain("start it, or check host and port");
    }

    private static async Task<string> FindingAsync(TemporaryFolder folder, string what, string? database = null)
    {
        var finding = (await new Checkup(Settings(folder) with { Database = database }, TimeProvider.System).RunAsync(Token)).Single(finding => finding.What == what);
        finding.Healthy.ShouldBeFalse(finding.Details);
        return finding.Details;
    }

    private static CallQASettings Settings(TemporaryFolder folder) => new()
    {
        DataDirectory = folder.Of("data"), IntakeFolder = folder.Of("intake"), Store = new() { Address = folder.Of("kept") },
    };
}
