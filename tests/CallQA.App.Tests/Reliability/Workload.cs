using System.Globalization;
using System.Text;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Storage;
using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CallQA.App.Tests.Reliability;

/// <summary>Short calls with written transcripts and a list, handed in bit by bit, and what must have become of them in the end.</summary>
/// <param name="calls">How many.</param>
/// <param name="dataFolder">Where the data directory lies; null for a folder of its own.</param>
internal sealed class Workload(int calls, string? dataFolder = null) : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private int handedIn;

    public string Data => dataFolder ?? folder.Of("data");

    public string Intake => folder.Of("intake");

    public string References => folder.Of("references");

    public int Calls => calls;

    /// <summary>Where recordings are kept.</summary>
    public StoreSettings Store { get; init; } = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Puts the next calls into the intake folder, with a list that describes them.</summary>
    public void HandIn(int count)
    {
        Directory.CreateDirectory(Intake);
        Directory.CreateDirectory(References);
        var list = new StringBuilder("recording_file,call_id,agent_id\n");
        var until = Math.Min(calls, handedIn + count);
        for (var number = handedIn; number < until; number++)
        {
            var name = Name(number);
            File.WriteAllText(Path.Combine(References, name + ".reference.json"), Reference(name));
            // Under another name first, as copying programs do.
            File.Move(TestRecording.Write(Path.Combine(Intake, name + ".part"), number), Path.Combine(Intake, name + ".wav"));
            list.Append(CultureInfo.InvariantCulture, $"{name}.wav,{name},a-{number % 7}\n");
        }

        if (until > handedIn)
        {
            File.WriteAllText(Path.Combine(Intake, "list.part"), list.ToString());
            File.Move(Path.Combine(Intake, "list.part"), Path.Combine(Intake, $"list-{handedIn}.csv"));
        }

        handedIn = until;
    }

    /// <summary>Every call finished once, nothing lost, nothing twice, nothing left lying about.</summary>
    public async Task ShouldBeDoneOnceAsync(CallQADbContextFactory contexts)
    {
        await using var context = contexts.CreateDbContext();
        var found = await context.Calls.ToListAsync(Token);
        found.Select(call => call.Id).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, calls).Select(Name));
        found.ShouldAllBe(call => call.Stage == CallStage.Scored && call.Quarantine == null && call.AgentId != null);
        (await context.Transcripts.CountAsync(Token)).ShouldBe(calls);
        (await context.Evaluations.CountAsync(Token)).ShouldBe(calls);
        var stages = await context.StageRuns.GroupBy(run => new { run.CallId, run.Stage }).Select(group => group.Count()).ToListAsync(Token);
        stages.Count.ShouldBe(calls * 3);
        stages.ShouldAllBe(times => times == 1);
        (await context.QuarantinedFiles.Select(file => file.Reason).ToListAsync(Token)).ShouldBeEmpty();
        Directory.GetFiles(Intake, "*", SearchOption.AllDirectories).ShouldBeEmpty();
        await RecordingsShouldBeWholeAsync(found);
    }

    public void Dispose() => folder.Dispose();

    private async Task RecordingsShouldBeWholeAsync(List<CallRow> found)
    {
        var settings = new CallQASettings { DataDirectory = Data, Store = Store };
        await using var services = new ServiceCollection().AddLogging().AddCallQAStorage(settings).BuildServiceProvider();
        var recordings = services.GetRequiredService<IKeptRecordings>();
        recordings.RemoveAbandoned(TimeProvider.System.GetUtcNow());
        var kept = await recordings.ListAsync(Token).ToListAsync(Token);
        kept.Select(recording => recording.ContentHash).Order(StringComparer.Ordinal)
            .ShouldBe(found.Select(call => call.ContentHash).Order(StringComparer.Ordinal), "no orphan and no hole");
        foreach (var recording in kept) (await recordings.IsWholeAsync(recording, Token)).ShouldBeTrue();
        if (Directory.Exists(settings.RecordingsPath))
            Directory.GetFiles(settings.RecordingsPath, "*", SearchOption.AllDirectories).Length.ShouldBe(kept.Count, "nothing half-written");
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"call-{number:0000}");

    private static string Reference(string name) => $$"""
        {
          "id": "{{name}}", "language": "en", "turns": [
            { "speaker": "agent", "start": 0.02, "end": 0.2, "text": "Good morning, this is Anna, how can I help you?" },
            { "speaker": "customer", "start": 0.22, "end": 0.3, "text": "My order {{name}} has not come." },
            { "speaker": "agent", "start": 0.32, "end": 0.48, "text": "I am very sorry about that, I will send it again today." }
          ]
        }
        """;
}
