using CallQA.App.Buckets;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Storage;
using CallQA.Recordings;

namespace CallQA.App.Tests.Buckets;

public sealed class BucketIntakeTests(PostgreSqlCluster cluster) : IClassFixture<PostgreSqlCluster>, IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private BucketServer server = null!;
    private TestWorkplace workplace = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static BucketAddress All => new(BucketServer.Bucket, "");

    public async ValueTask InitializeAsync()
    {
        server = await BucketServer.StartAsync(pageSize: 3);
        workplace = await OpenAsync(database: null);
    }

    public async ValueTask DisposeAsync()
    {
        await workplace.DisposeAsync();
        await server.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TakeIn_TakesEachVersionOnce_OnEitherDatabase(bool postgreSql)
    {
        await using var here = await OpenAsync(postgreSql ? await cluster.CreateDatabaseAsync() : null);
        for (var number = 0; number < 7; number++) server.Put($"2026/call-{number}.wav", TestRecording.Content(number));
        server.Put("2026/readme.txt", [1]);

        (await RunAsync(here)).Count(outcome => outcome.CallId is not null).ShouldBe(7);
        (await FinishAsync(here)).ShouldBe(7);
        server.Requests.Clear();
        (await RunAsync(here)).ShouldBeEmpty();
        server.Got.ShouldBeEmpty();

        server.Put("2026/call-3.wav", TestRecording.Content(100));
        var changed = (await RunAsync(here)).ShouldHaveSingleItem();
        changed.CallId.ShouldNotBeNull().ShouldStartWith("call-3-");
        server.Got.ShouldBe(["2026/call-3.wav"]);
        (await here.Get<IKeptRecordings>().HasAsync((await here.CallAsync(changed.CallId)).ContentHash, Token)).ShouldBeTrue();
        Directory.GetDirectories(here.Settings.FetchingPath).ShouldBeEmpty();
    }

    [Fact]
    public async Task TakeIn_DescribesRecordings_WhereverTheListLies()
    {
        server.Put("in/a.wav", TestRecording.Content(1));
        server.Put("in/b.wav", TestRecording.Content(2));
        await RunAsync(workplace, "in/");
        server.Put("in/c.wav", TestRecording.Content(3));
        server.Put("in/z.csv", "recording_file,call_id,agent_id,direction\nb.wav,,a-7,\nc.wav,pbx-3,a-8,\nd.wav,,a-9,\na.wav,,,sideways\n"u8.ToArray());

        (await RunAsync(workplace, "in/")).Select(outcome => outcome.CallId).ShouldContain("pbx-3");

        (await workplace.CallAsync("b")).Metadata.AgentId.ShouldBe("a-7");
        (await workplace.CallAsync("pbx-3")).Metadata.AgentId.ShouldBe("a-8");
        (await workplace.QuarantinedAsync()).ShouldHaveSingleItem().Reason.ShouldStartWith("In 's3://recordings/in/z.csv', row 5");
        workplace.Clock.Advance(TimeSpan.FromHours(25));
        (await workplace.Intake.ReportMissingAsync(TimeSpan.FromHours(24), Token)).ShouldBe(1);
        (await workplace.QuarantinedAsync()).ShouldContain(file => file.Reason.Contains("s3://recordings/in/d.wav", StringComparison.Ordinal));

        server.Put("in/c.wav", TestRecording.Content(4));
        var replaced = (await RunAsync(workplace, "in/")).Single(outcome => outcome.IsNew);
        (await workplace.CallAsync(replaced.CallId!)).Metadata.AgentId.ShouldBe("a-8");
    }

    [Fact]
    public async Task TakeIn_GoesOnBehindTheLastStretch_WhenItWasInterrupted()
    {
        for (var number = 0; number < 9; number++) server.Put($"call-{number}.wav", TestRecording.Content(number));
        var first = new List<string>();
        await foreach (var outcome in workplace.Get<BucketIntake>().TakeInAsync(All, Token))
        {
            first.Add(outcome.CallId!);
            if (first.Count == 5) break;
        }

        server.Requests.Clear();
        var rest = await RunAsync(workplace);

        // The second stretch was taken in whole, but its end not reached: its calls are unfinished, and told again.
        rest.Where(outcome => outcome.IsNew).Select(outcome => outcome.CallId).ShouldBe(["call-6", "call-7", "call-8"]);
        rest.Where(outcome => !outcome.IsNew).Select(outcome => outcome.CallId).ShouldBe(["call-3", "call-4", "call-5"]);
        server.Got.Order().ShouldBe(["call-6.wav", "call-7.wav", "call-8.wav"]);
        server.Requests.ShouldContain("list call-2.wav");
        (await workplace.Get<BucketLedger>().ReachedAsync(All, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task TakeIn_TriesAgain_WhenTheStoreFailsForAMoment()
    {
        server.Put("a.wav", TestRecording.Content(1));
        server.Status = (number, _) => number is 0 or 2 or 3 ? number == 3 ? 500 : 503 : 200;
        var broken = 0;
        server.BreakAfter = (_, asked) => asked == "get a.wav" && broken++ == 0 ? 1000 : null;

        (await RunAsync(workplace)).ShouldHaveSingleItem().CallId.ShouldBe("a");

        server.Got.Count().ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task TakeIn_LeavesForTheNextRun_WhatCannotBeFetched()
    {
        server.Put("a.wav", TestRecording.Content(1));
        server.Put("b.wav", TestRecording.Content(2));
        server.Put("c.wav", TestRecording.Content(3));
        server.Status = (_, asked) => asked == "get a.wav" ? 500 : 200;
        server.Damaged = key => key == "c.wav";

        var first = await RunAsync(workplace);
        first[0].Problem.ShouldNotBeNull().Passing.ShouldBeTrue();
        first[1].CallId.ShouldBe("b");
        first[2].Problem.ShouldNotBeNull().Passing.ShouldBeTrue();

        server.Status = (_, _) => 200;
        server.Damaged = _ => false;
        (await RunAsync(workplace)).Where(outcome => outcome.IsNew).Select(outcome => outcome.CallId).ShouldBe(["a", "c"]);
    }

    [Fact]
    public async Task TakeIn_EntersARefusalOnce_WithTheAddress()
    {
        server.Put("bad.wav", "no audio"u8.ToArray());

        (await RunAsync(workplace)).ShouldHaveSingleItem().Problem.ShouldNotBeNull().Message.ShouldContain("s3://recordings/bad.wav");
        (await RunAsync(workplace)).ShouldBeEmpty();

        var entry = (await workplace.QuarantinedAsync()).ShouldHaveSingleItem();
        entry.FileName.ShouldBe("bad.wav");
        entry.Reason.ShouldNotContain("fetching");
    }

    [Fact]
    public async Task TakeIn_LeavesAnErasedCallErased()
    {
        server.Put("a.wav", TestRecording.Content(1));
        await RunAsync(workplace);
        await workplace.Get<CallErasure>().EraseAsync("a", "test", Token);

        (await RunAsync(workplace)).ShouldBeEmpty();
        server.Got.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task TakeIn_KeepsALocalName_ForAKeyThatCannotBeOne()
    {
        server.Put(new string('ü', 150) + ".wav", TestRecording.Content(1));

        (await RunAsync(workplace)).ShouldHaveSingleItem().CallId.ShouldNotBeNull().Length.ShouldBeLessThanOrEqualTo(CallId.MaximumLength);
    }

    [Fact]
    public async Task TakeIn_GivesUpOneObject_WhenItFailedForNoKnownReasonTooOften()
    {
        await PoisonedRecordings.RestartAsync(workplace, 1);
        for (var number = 1; number < 6; number++) server.Put($"call-{number}.wav", TestRecording.Content(number));

        for (var attempt = 1; attempt < IntakeFailures.MostAttempts; attempt++)
        {
            var outcomes = await RunAsync(workplace);
            outcomes.Single(outcome => outcome.Problem is not null).Problem!.Passing.ShouldBeTrue();
            if (attempt == 1) outcomes.Count(outcome => outcome.CallId is not null).ShouldBe(4, "what lies behind it is taken in");
        }

        (await workplace.QuarantinedAsync()).ShouldBeEmpty();
        (await RunAsync(workplace)).Single(outcome => outcome.Problem is not null).Problem!.Passing.ShouldBeFalse();
        var entry = (await workplace.QuarantinedAsync()).ShouldHaveSingleItem();
        (entry.FileName, entry.Fault).ShouldBe(("call-1.wav", SetAsideCause.Failed));
        (await RunAsync(workplace)).ShouldAllBe(outcome => outcome.Problem == null);
    }

    [Theory]
    [InlineData("recordings", "AKIDOTHER", null, InputFault.Settings, "refuses the credentials")]
    [InlineData("elsewhere", BucketServer.AccessKey, null, InputFault.Unreadable, "There is no bucket 'elsewhere'")]
    [InlineData("recordings", BucketServer.AccessKey, "http://127.0.0.1:1", InputFault.Unreadable, "cannot be reached")]
    [InlineData("recordings", "", null, InputFault.Settings, "holds no credentials")]
    public async Task TakeIn_SaysWhatIsWrong(string bucket, string key, string? endpoint, InputFault fault, string sentence)
    {
        await using var here = await OpenAsync(null, key, endpoint);

        var refused = await Should.ThrowAsync<InputException>(() => RunAsync(here, address: new(bucket, "")));

        refused.Fault.ShouldBe(fault);
        refused.Message.ShouldContain(sentence);
    }

    private static async Task<int> FinishAsync(TestWorkplace here)
    {
        var finished = 0;
        foreach (var call in await here.Get<CallProgress>().UnfinishedAsync(100, Token))
        {
            for (var stage = 0; stage < 3; stage++) await here.AdvanceAsync(call.CallId);
            finished++;
        }

        return finished;
    }

    private static async Task<List<BucketOutcome>> RunAsync(TestWorkplace here, string prefix = "", BucketAddress? address = null)
    {
        var outcomes = new List<BucketOutcome>();
        await foreach (var outcome in here.Get<BucketIntake>().TakeInAsync(address ?? new(BucketServer.Bucket, prefix), Token)) outcomes.Add(outcome);
        return outcomes;
    }

    private async Task<TestWorkplace> OpenAsync(string? database, string key = BucketServer.AccessKey, string? endpoint = null)
    {
        var credentials = key == BucketServer.AccessKey ? server.CredentialsFile : folder.Of(Guid.NewGuid().ToString("N"));
        if (key != BucketServer.AccessKey)
            await File.WriteAllTextAsync(credentials, key.Length == 0 ? "[default]\n" : $"[default]\naws_access_key_id = {key}\naws_secret_access_key = secret\n", Token);
        var opened = new TestWorkplace(database: database)
        {
            Bucket = new BucketSettings { Endpoint = endpoint ?? server.Address, CredentialsFile = credentials },
        };
        await opened.RestartAsync();
        return opened;
    }
}
