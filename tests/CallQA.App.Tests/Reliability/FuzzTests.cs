using System.Diagnostics;
using System.Globalization;
using CallQA.App.Jobs;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Storage;
using CallQA.Recordings;
using CallQA.Tests;
using CallQA.Transcription;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Tests.Reliability;

/// <summary>
/// Damaged and hostile inputs through the real intake and decoding: each is taken, refused with a reason or left alone, never a crash, never
/// much memory. CALLQA_FUZZ=2000 makes it the long run.
/// </summary>
[Collection(AloneInTheProcess.Name)]
public sealed class FuzzTests
{
    private const int Seed = 20;

    // Of one 4 GB file at once it would be many times as much. What is allocated is counted: how much of it is held a while depends on the machine.
    private const long MostBytesOfOne = 64L << 20;

    // Nothing that comes in may keep a worker busy: so generous that no slow machine reaches it.
    private static readonly TimeSpan LongestWorkOfOne = TimeSpan.FromSeconds(30);

    // Half of them land in the intake folder: the fewest in which every kind of special file is.
    private static readonly int Inputs = KillRun.Wanted("CALLQA_FUZZ", 96);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private readonly FuzzedInputs inputs = new(Seed);

    [Fact]
    public async Task TakeIn_TakesRefusesOrLeavesEachFile_WhateverItHolds()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var (longest, longestWork) = (TimeSpan.Zero, TimeSpan.Zero);
        var held = GC.GetTotalMemory(forceFullCollection: true);
        var (mostHeld, most) = (0L, 0L);
        for (var number = 0; number < Inputs / 2; number++)
        {
            var input = inputs.InFolder(number);
            var path = place.InIntake(input.Name);
            input.Write(path);
            var worked = Environment.CpuUsage.TotalTime;
            var (begun, before) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes(precise: true));
            if (IntakeFolder.IsList(path)) await place.Intake.TakeInListAsync(path, Token);
            else if (await place.Intake.TakeInAsync(path, Token) is { } call) await FinishAsync(place, call);
            longestWork = TimeSpan.FromTicks(Math.Max(longestWork.Ticks, (Environment.CpuUsage.TotalTime - worked).Ticks));
            longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, Stopwatch.GetElapsedTime(begun).Ticks));
            most = Math.Max(most, GC.GetTotalAllocatedBytes(precise: true) - before);
            mostHeld = Math.Max(mostHeld, GC.GetTotalMemory(forceFullCollection: false) - held);
            if (number % 8 == 7) RemoveLink(path);
            File.Exists(path).ShouldBeFalse($"{input.Name} is done with");
        }

        var (taken, refusals) = (await CountAsync(place, context => context.Calls), await CountAsync(place, context => context.QuarantinedFiles));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Inputs / 2} files: {taken} taken, {refusals} refusals, longest {longest.TotalSeconds:0.00} s, most {mostHeld >> 20} MiB more held and {most >> 20} MiB allocated for one"));
        most.ShouldBeLessThan(MostBytesOfOne);
        longestWork.ShouldBeLessThan(LongestWorkOfOne);
        await ShouldBeToldAsync(place);
    }

    [Fact]
    public async Task TakeIn_RefusesHoursOfSilence_InAFileOfLessThanAMegabyte()
    {
        Requires.Ffmpeg();
        await using var place = await TestWorkplace.OpenAsync();
        var path = place.InIntake("silence.flac");
        await FuzzedInputs.WriteSilenceAsync(path, Token);
        new FileInfo(path).Length.ShouldBeLessThan(1_000_000);

        (await place.Intake.TakeInAsync(path, Token)).ShouldBeNull();

        (await place.QuarantinedAsync()).ShouldHaveSingleItem().Reason.ShouldContain("6 hours");
    }

    [Fact]
    public async Task Readers_ThrowOnlyInputExceptions_WhateverScorecardOrTranscriptHolds()
    {
        using var folder = new TemporaryFolder();
        for (var number = 0; number < Inputs / 4; number++)
        {
            await ShouldBeReadOrRefusedAsync(folder.Of("card.yaml"), inputs.Scorecard(number), path => ScorecardFile.ReadAsync(path, Token));
            await ShouldBeReadOrRefusedAsync(folder.Of("call.json"), inputs.Transcript(number), path => TranscriptReader.ReadEachAsync(path, Token, "en"));
        }
    }

    [Fact]
    public async Task ReadEachAsync_RefusesTheBadLineOnly_WhereverItIs()
    {
        using var folder = new TemporaryFolder();
        for (var number = 0; number < Inputs / 4; number++)
        {
            var (text, bad) = inputs.Lines(number);
            await File.WriteAllTextAsync(folder.Of("calls.jsonl"), text, Token);

            var file = await TranscriptReader.ReadEachAsync(folder.Of("calls.jsonl"), Token);

            file.Transcripts.Count.ShouldBe(3, text);
            file.Refused.ShouldHaveSingleItem().Message.ShouldContain($"line {bad}");
        }
    }

    private static async Task FinishAsync(TestWorkplace place, Call call)
    {
        while (await place.AdvanceAsync(call.Id) == StageOutcome.MovedOn)
        {
            // Each turn of the loop is one committed stage.
        }
    }

    private static void RemoveLink(string path)
    {
        // What is linked is left alone, and so is the link.
        if (new FileInfo(path).LinkTarget is null && new DirectoryInfo(path).LinkTarget is null) return;
        File.Exists("/etc/passwd").ShouldBeTrue();
        File.Delete(path);
    }

    private static async Task ShouldBeToldAsync(TestWorkplace place)
    {
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        (await context.QuarantinedFiles.ToListAsync(Token)).ShouldAllBe(file => file.Reason.Length > 20 && file.Reason.EndsWith('.'));
        (await context.Calls.Where(call => call.QuarantineCause == SetAsideCause.Failed).CountAsync(Token)).ShouldBe(0, "a defect set calls aside");
        (await context.Calls.Where(call => call.Quarantine == null && call.Stage != CallStage.Scored).CountAsync(Token)).ShouldBe(0);
        Directory.GetFiles(place.InIntake()).ShouldBeEmpty();
    }

    private static async Task<int> CountAsync<T>(TestWorkplace place, Func<CallQADbContext, IQueryable<T>> rows)
    {
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        return await rows(context).CountAsync(Token);
    }

    private static async Task ShouldBeReadOrRefusedAsync<T>(string path, byte[] content, Func<string, Task<T>> read)
    {
        await File.WriteAllBytesAsync(path, content, Token);
        try
        {
            await read(path);
        }
        catch (InputException exception)
        {
            exception.Message.ShouldEndWith(".");
        }
    }
}
