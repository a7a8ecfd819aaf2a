using System.Buffers.Binary;
using System.Text;
using CallQA.App.Buckets;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Tests.Jobs;
using CallQA.Transcription;

namespace CallQA.App.Tests.Buckets;

/// <summary>Calls that have an object for each party.</summary>
public sealed class BucketPartiesTests : IAsyncLifetime
{
    private const string Profile = "source: pbx\nfolder: s3://recordings/\nfile-names:\n  - preset: siprec\n  - pattern: '^(?<party>agent|customer)-(?<call_id>x\\d+)$'\n";

    private BucketServer server = null!;
    private TestWorkplace place = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static BucketAddress All => new(BucketServer.Bucket, "");

    public async ValueTask InitializeAsync()
    {
        server = await BucketServer.StartAsync(pageSize: 3);
        place = new TestWorkplace { Bucket = new BucketSettings { Endpoint = server.Address, CredentialsFile = server.CredentialsFile } };
        Directory.CreateDirectory(place.Settings.SourcesPath);
        await File.WriteAllTextAsync(Path.Combine(place.Settings.SourcesPath, "pbx.yaml"), Profile, Token);
        await place.RestartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await place.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task TakeIn_JoinsTheParties_WhereverTheirKeysLie()
    {
        for (var number = 0; number < 4; number++)
        {
            server.Put($"in/agent-x{number}.wav", OneVoice(number));
            server.Put($"in/customer-x{number}.wav", OneVoice(number + 10));
        }

        server.Put("in/b/c-1_customer.wav", OneVoice(20));
        server.Put("in/b/c-1_agent.wav", OneVoice(21));
        server.Put("in/b/whole.wav", OneVoice(22));

        var outcomes = await RunAsync();

        outcomes.Select(outcome => outcome.CallId).Order().ShouldBe(["c-1", "whole", "x0", "x1", "x2", "x3"]);
        (await place.CallAsync("x2")).Metadata.ChannelMap.ShouldBe([Speaker.Agent, Speaker.Customer]);
        (await place.CallAsync("x2")).FileName.ShouldBe("x2.wav");
        server.Requests.Clear();
        (await RunAsync()).Where(outcome => outcome.IsNew).ShouldBeEmpty();
        server.Got.ShouldBeEmpty("each version is taken once");
        Directory.GetDirectories(place.Settings.FetchingPath).ShouldBeEmpty();
        (await place.QuarantinedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task TakeIn_WaitsForTheOtherParty_AndFetchesNothingMeanwhile()
    {
        server.Put("in/c-1_agent.wav", OneVoice(1));
        var waiting = (await RunAsync()).ShouldHaveSingleItem();
        (waiting.CallId, waiting.IsNew, waiting.Problem!.Passing).ShouldBe((null, false, true));
        waiting.Problem.Message.ShouldStartWith("Of call 'c-1' only the recording of the agent is here");
        server.Got.ShouldBeEmpty();
        server.Put("in/c-1_customer.wav", OneVoice(2));

        (await RunAsync()).ShouldHaveSingleItem().CallId.ShouldBe("c-1");
    }

    [Fact]
    public async Task TakeIn_TakesWhatIsThereAndSaysSo_ThenRefusesWhatComesLater()
    {
        server.Put("in/c-1_agent.wav", OneVoice(1));
        place.Clock.SetUtcNow(new DateTimeOffset(server.Stored) + TimeSpan.FromHours(1));
        (await RunAsync()).ShouldHaveSingleItem().CallId.ShouldBe("c-1");
        (await place.QuarantinedAsync()).ShouldHaveSingleItem().Reason.ShouldStartWith("Of call 'c-1' only the recording of the agent has come within 10 minutes");
        server.Put("in/c-1_customer.wav", OneVoice(2));

        var late = (await RunAsync()).Single(outcome => outcome.IsNew);

        late.Problem!.Message.ShouldStartWith("The recording 's3://recordings/in/c-1_customer.wav' is one party's part of call 'c-1', which was taken in before");
        (await RunAsync()).ShouldNotContain(outcome => outcome.IsNew);
        (await place.QuarantinedAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task TakeIn_ReadsSiprecMetadata_BesideTheParties()
    {
        server.Put("in/s1.xml", Encoding.UTF8.GetBytes(PartyIntakeTests.Siprec("2", "1")));
        server.Put("in/s1_1.wav", OneVoice(1));
        server.Put("in/s1_2.wav", OneVoice(2));

        (await RunAsync()).ShouldHaveSingleItem().CallId.ShouldBe("s1");

        var call = await place.CallAsync("s1");
        (call.Metadata.AgentName, call.Duration).ShouldBe(("Anna Berg", TimeSpan.FromSeconds(2.5)), "the agent begins 1.5 s later");
        call.Metadata.ChannelMap.ShouldBe([Speaker.Agent, Speaker.Customer]);
        server.Requests.Clear();
        await RunAsync();
        server.Got.ShouldBeEmpty();
    }

    [Fact]
    public async Task TakeIn_CompletesTheCall_WhenTheSiprecMetadataComeLater()
    {
        server.Put("in/c-1_agent.wav", OneVoice(1));
        server.Put("in/c-1_customer.wav", OneVoice(2));
        await RunAsync();
        server.Put("in/c-1.xml", Encoding.UTF8.GetBytes(PartyIntakeTests.Siprec("agent", "customer")));

        await RunAsync();

        (await place.CallAsync("c-1")).Metadata.AgentName.ShouldBe("Anna Berg");
        (await place.QuarantinedAsync()).ShouldHaveSingleItem().Reason.ShouldContain("'s3://recordings/in/c-1.xml'");
        server.Requests.Clear();
        await RunAsync();
        server.Got.ShouldBeEmpty();
    }

    [Fact]
    public async Task TakeIn_RefusesAllParts_WhenOneOfThemIsNoAudio()
    {
        server.Put("in/c-1_agent.wav", OneVoice(1));
        server.Put("in/c-1_customer.wav", "no audio"u8.ToArray());

        (await RunAsync()).ShouldHaveSingleItem().Problem!.Message.ShouldContain("s3://recordings/in/c-1_customer.wav");

        (await RunAsync()).ShouldBeEmpty();
        (await place.QuarantinedAsync()).Select(entry => entry.FileName).Order().ShouldBe(["c-1_agent.wav", "c-1_customer.wav"]);
    }

    [Fact]
    public async Task TakeIn_JoinsAll_WhenTheRunWasInterruptedBetweenTheParties()
    {
        for (var number = 0; number < 5; number++)
        {
            server.Put($"a/whole-{number}.wav", OneVoice(30 + number));
            server.Put($"in/agent-x{number}.wav", OneVoice(number));
            server.Put($"in/customer-x{number}.wav", OneVoice(number + 10));
        }

        server.Put("in/b.wav", OneVoice(40));
        place.Clock.SetUtcNow(new DateTimeOffset(server.Stored) + TimeSpan.FromHours(1));
        await foreach (var outcome in place.Get<BucketIntake>().TakeInAsync(All, Token))
            if (outcome.CallId == "b") break;

        var joined = (await RunAsync()).Where(outcome => outcome.IsNew).Select(outcome => outcome.CallId).ToList();

        joined.ShouldBe(["x0", "x1", "x2", "x3", "x4"], ignoreOrder: true);
        (await place.QuarantinedAsync()).ShouldBeEmpty();
        (await place.Get<BucketLedger>().ReachedAsync(All, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task TakeIn_TakesNoPartAlone_WhenTheRunBeganInTheMidstOfItsFolder()
    {
        server.Put("in/agent-x1.wav", OneVoice(1));
        server.Put("in/customer-x1.wav", OneVoice(2));
        place.Clock.SetUtcNow(new DateTimeOffset(server.Stored) + TimeSpan.FromHours(1));
        await place.Get<BucketLedger>().ReachAsync(All, "in/agent-x1.wav", Token);

        (await RunAsync()).ShouldHaveSingleItem().CallId.ShouldBeNull();

        (await RunAsync()).ShouldHaveSingleItem().CallId.ShouldBe("x1");
    }

    // Of two channels that are each other's opposite the mean is silence: one channel of twice the length.
    private static byte[] OneVoice(int number)
    {
        var content = TestRecording.Content(number);
        (content[22], content[32]) = (1, 2);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(28), 16_000);
        return content;
    }

    private async Task<List<BucketOutcome>> RunAsync()
    {
        var outcomes = new List<BucketOutcome>();
        await foreach (var outcome in place.Get<BucketIntake>().TakeInAsync(All, Token)) outcomes.Add(outcome);
        return outcomes;
    }
}
