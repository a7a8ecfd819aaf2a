using System.Text;
using CallQA.App.Buckets;
using CallQA.App.Settings;
using CallQA.App.Tests.Jobs;

namespace CallQA.App.Tests.Buckets;

/// <summary>Lists in a bucket that do not say a recording's whole name.</summary>
public sealed class BucketOpenRowsTests : IAsyncLifetime
{
    private BucketServer server = null!;
    private TestWorkplace place = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await BucketServer.StartAsync(pageSize: 3);
        place = new TestWorkplace { Bucket = new BucketSettings { Endpoint = server.Address, CredentialsFile = server.CredentialsFile } };
        await place.RestartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await place.DisposeAsync();
        await server.DisposeAsync();
    }

    [Theory]
    [InlineData("20261130-101500_5551234567", true)]
    [InlineData("20261130-101500_5551234567", false)]
    [InlineData("later/20261130-101500_5551234567", true)]
    [InlineData("later/20261130-101500_5551234567", false)]
    public async Task TakeIn_DescribesTheRecording_WhenTheRowHasNoExtension(string named, bool listFirst)
    {
        var key = $"in/{named}-all.wav";
        if (listFirst) await PutListAsync($"filename,user\n{named},a-7\n");
        server.Put(key, TestRecording.Content(1));
        var call = (await RunAsync()).ShouldHaveSingleItem().CallId!;
        if (!listFirst) await PutListAsync($"filename,user\n{named},a-7\n");

        (await place.CallAsync(call)).Metadata.AgentId.ShouldBe("a-7");
        place.Clock.Advance(TimeSpan.FromHours(25));
        (await place.Intake.ReportMissingAsync(TimeSpan.FromHours(24), Token)).ShouldBe(0);
        (await place.QuarantinedAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("in/RE1.wav", true)]
    [InlineData("in/RE1.wav", false)]
    [InlineData("in/2026/CA1.wav", true)]
    [InlineData("in/2026/CA1.wav", false)]
    public async Task TakeIn_DescribesTheRecording_WhenTheListTellsIdentifiersOnly(string key, bool listFirst)
    {
        if (listFirst) await PutListAsync("AccountSid,CallSid,RecordingSid,agent\nAC1,CA1,RE1,a-7\n");
        server.Put(key, TestRecording.Content(1));
        var call = (await RunAsync()).ShouldHaveSingleItem().CallId!;
        if (!listFirst) await PutListAsync("AccountSid,CallSid,RecordingSid,agent\nAC1,CA1,RE1,a-7\n");

        (await place.CallAsync(call)).Metadata.AgentId.ShouldBe("a-7");
        place.Clock.Advance(TimeSpan.FromHours(25));
        (await place.Intake.ReportMissingAsync(TimeSpan.FromHours(24), Token)).ShouldBe(0);
        (await place.QuarantinedAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TakeIn_RefusesTheRow_WhenTwoRecordingsFit(bool listFirst)
    {
        if (listFirst) await PutListAsync("filename,user\ntwice,a-7\n");
        server.Put("in/twice.wav", TestRecording.Content(1));
        server.Put("in/twice-all.wav", TestRecording.Content(2));
        await RunAsync();
        if (!listFirst) await PutListAsync("filename,user\ntwice,a-7\n");

        (await place.QuarantinedAsync()).ShouldHaveSingleItem().Reason.ShouldContain("without extension, which may be any of 's3://recordings/in/twice");
        foreach (var call in new[] { "twice", "twice-all" }) (await place.CallAsync(call)).Metadata.AgentId.ShouldBeNull();
    }

    private async Task PutListAsync(string text)
    {
        server.Put("in/z.csv", Encoding.UTF8.GetBytes(text));
        await RunAsync();
    }

    private async Task<List<BucketOutcome>> RunAsync()
    {
        var outcomes = new List<BucketOutcome>();
        await foreach (var outcome in place.Get<BucketIntake>().TakeInAsync(new(BucketServer.Bucket, "in/"), Token)) outcomes.Add(outcome);
        return outcomes;
    }
}
