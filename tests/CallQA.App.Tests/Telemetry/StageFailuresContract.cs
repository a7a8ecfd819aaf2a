using CallQA.App.Storage;
using CallQA.App.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.App.Tests.Telemetry;

/// <summary>How often stages failed, whatever the database. One derived class a provider.</summary>
public abstract class StageFailuresContract
{
    private readonly FakeTimeProvider clock = new();

    private protected abstract CallQADbContextFactory Contexts { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EnterAsync_AddsUpWhatManyProcessesCount()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(
            async () =>
            {
                await using var process = new StageFailures(Contexts, clock);
                for (var failure = 0; failure <= number; failure++) process.Add("transcribe", "audio");
                process.Add("score", "failed");
                await process.EnterAsync(Token);
            },
            Token)));

        (await CountsAsync()).ShouldBe([("score", "failed", 8), ("transcribe", "audio", 36)]);
    }

    [Fact]
    public async Task EnterAsync_EntersOnce_WhatWasCounted()
    {
        await using var process = new StageFailures(Contexts, clock);
        process.Add("intake", "metadata");
        await process.EnterAsync(Token);
        await process.EnterAsync(Token);

        (await CountsAsync()).ShouldBe([("intake", "metadata", 1)]);
    }

    [Fact]
    public async Task DisposeAsync_EntersWhatIsLeft_WhenTheProcessEnds()
    {
        await using (var process = new StageFailures(Contexts, clock)) process.Add("measure", "stopped");

        (await CountsAsync()).ShouldBe([("measure", "stopped", 1)]);
    }

    [Fact]
    public async Task Pump_EntersWhatFails_WhileTheProcessRuns()
    {
        await using var process = new StageFailures(Contexts, clock);
        using var pump = new StageFailurePump(process, clock);
        await pump.StartAsync(Token);
        process.Add("transcribe", "trouble");
        while ((await CountsAsync()).Count == 0)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(TimeSpan.FromMilliseconds(10), Token);
        }

        await pump.StopAsync(Token);
        (await CountsAsync()).ShouldBe([("transcribe", "trouble", 1)]);
    }

    private protected async Task<List<(string Stage, string Reason, long Attempts)>> CountsAsync()
    {
        await using var anyProcess = new StageFailures(Contexts, clock);
        return (await anyProcess.ListAsync(Token)).ConvertAll(row => (row.Stage, row.Reason, row.Attempts));
    }
}
