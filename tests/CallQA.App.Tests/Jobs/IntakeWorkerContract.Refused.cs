using CallQA.App.Storage;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Jobs;

/// <summary>Files that are refused, or given up.</summary>
public abstract partial class IntakeWorkerContract
{
    [Fact]
    public async Task TakeInAsync_MovesTheFileAsideWithItsReason_WhenItIsNoAudio()
    {
        await using var place = await OpenAsync();
        var path = place.InIntake("bad.wav");
        await File.WriteAllTextAsync(path, "not audio", Token);
        (await place.Intake.TakeInAsync(path, Token)).ShouldBeNull();
        File.Exists(path).ShouldBeFalse();
        var entry = (await place.QuarantinedAsync()).Single();
        entry.FileName.ShouldBe("bad.wav");
        entry.Fault.ShouldBe(SetAsideCause.Audio);
        entry.ContentHash.ShouldBe(Some.Hash("not audio"));
        (await File.ReadAllTextAsync(entry.KeptAt!, Token)).ShouldBe("not audio");
        (await File.ReadAllTextAsync(entry.KeptAt + ".reason.txt", Token)).TrimEnd().ShouldBe(entry.Reason);
    }

    [Fact]
    public async Task TakeInAsync_LeavesTheFileInPlace_WhenTheStoreCannotBeWritten()
    {
        await using var place = await OpenAsync();
        var path = place.Drop("call.wav", 1);
        var recordings = Path.Combine(place.Settings.DataDirectory, "recordings");
        // With PostgreSQL nothing has been written there yet.
        Directory.CreateDirectory(place.Settings.DataDirectory);
        await File.WriteAllTextAsync(recordings, "a file where the folder belongs", Token);
        (await Should.ThrowAsync<InputException>(() => place.Intake.TakeInAsync(path, Token))).Passing.ShouldBeTrue();
        (await place.QuarantinedAsync()).ShouldBeEmpty();
        File.Delete(recordings);
        (await place.Intake.TakeInAsync(path, Token)).ShouldNotBeNull();
        File.Exists(path).ShouldBeFalse();
    }

    [Fact]
    public async Task TakeInAsync_KeepsBoth_WhenTwoRefusedFilesHaveOneName()
    {
        await using var place = await OpenAsync();
        foreach (var content in new[] { "one", "two" })
        {
            await File.WriteAllTextAsync(place.InIntake("bad.wav"), content, Token);
            await place.Intake.TakeInAsync(place.InIntake("bad.wav"), Token);
        }

        (await place.QuarantinedAsync()).Select(entry => Path.GetFileName(entry.KeptAt)).ShouldBe(["bad-2.wav", "bad.wav"]);
    }

    [Fact]
    public async Task TakeInAsync_KeepsEachWithItsReason_WhenManyRefusedFilesOfOneNameComeAtOnce()
    {
        await using var place = await OpenAsync();
        string[] paths = [.. Enumerable.Range(1, 8).Select(number => place.InIntake($"from-{number}", "bad.wav"))];
        foreach (var path in paths)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, path, Token);
        }

        await Task.WhenAll(paths.Select(path => Task.Run(() => place.Intake.TakeInAsync(path, Token), Token)));

        var entries = await place.QuarantinedAsync();
        entries.Count.ShouldBe(paths.Length);
        foreach (var entry in entries)
        {
            Some.Hash(await File.ReadAllTextAsync(entry.KeptAt!, Token)).ShouldBe(entry.ContentHash);
            (await File.ReadAllTextAsync(entry.KeptAt + ".reason.txt", Token)).TrimEnd().ShouldBe(entry.Reason);
        }

        Directory.GetFiles(place.Settings.QuarantinePath).Length.ShouldBe(2 * paths.Length);
    }

    [Fact]
    public async Task TakeInAsync_MovesTheFileAside_WhenItFailedForNoKnownReasonTooOften()
    {
        await using var place = await OpenAsync();
        var path = place.Drop("a.wav", 1);
        for (var attempt = 1; attempt < IntakeFailures.MostAttempts; attempt++)
        {
            // Attempts are counted over restarts.
            await PoisonedRecordings.RestartAsync(place, 1);
            await Should.ThrowAsync<InvalidOperationException>(() => place.Intake.TakeInAsync(path, Token));
        }

        (await place.QuarantinedAsync()).ShouldBeEmpty();

        (await place.Intake.TakeInAsync(path, Token)).ShouldBeNull();

        File.Exists(path).ShouldBeFalse();
        var entry = (await place.QuarantinedAsync()).ShouldHaveSingleItem();
        (entry.FileName, entry.Fault).ShouldBe(("a.wav", SetAsideCause.Failed));
        entry.Reason.ShouldContain("InvalidOperationException");
        (await File.ReadAllBytesAsync(entry.KeptAt!, Token)).ShouldBe(TestRecording.Content(1));
        var reason = await File.ReadAllTextAsync(entry.KeptAt + ".reason.txt", Token);
        reason.ShouldStartWith(entry.Reason);
        reason.ShouldContain(nameof(PoisonedRecordings));
        reason.ShouldNotContain("Secret words");
    }

    [Fact]
    public async Task TakeInAsync_CountsAnew_WhenTheFileIsAnotherOne()
    {
        await using var place = await OpenAsync();
        await PoisonedRecordings.RestartAsync(place, 1, 2);
        for (var attempt = 1; attempt < IntakeFailures.MostAttempts; attempt++)
            await Should.ThrowAsync<InvalidOperationException>(() => place.Intake.TakeInAsync(place.InIntake(DropOld(place, 1)), Token));

        await Should.ThrowAsync<InvalidOperationException>(() => place.Intake.TakeInAsync(place.Drop("a.wav", 2), Token));

        File.Exists(place.InIntake("a.wav")).ShouldBeTrue();

        static string DropOld(TestWorkplace place, int number)
        {
            File.SetLastWriteTimeUtc(place.Drop("a.wav", number), Some.Start.UtcDateTime);
            return "a.wav";
        }
    }
}
