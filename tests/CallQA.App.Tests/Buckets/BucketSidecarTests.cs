using System.Text;
using CallQA.App.Buckets;
using CallQA.App.Settings;
using CallQA.App.Tests.Jobs;

namespace CallQA.App.Tests.Buckets;

/// <summary>Objects beside recordings in a bucket that tell about them.</summary>
public sealed class BucketSidecarTests : IAsyncLifetime
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
    [InlineData("in/call.json")]
    [InlineData("in/call_metadata.json")]
    [InlineData("in/call.wav.json")]
    public async Task TakeIn_ReadsTheSidecar_WhereverTheStretchEnds(string sidecar)
    {
        for (var before = 0; before < 4; before++)
        {
            var folder = $"run-{before}/";
            for (var number = 0; number < before; number++) server.Put($"{folder}a-{number}.txt", [1]);
            server.Put(folder + "in/call.wav", TestRecording.Content(before));
            server.Put(folder + "in/call0.txt", [1]);
            server.Put(folder + sidecar, Json($"pbx-{before}", "a-7"));

            var outcome = (await RunAsync(folder)).ShouldHaveSingleItem();

            outcome.CallId.ShouldBe($"pbx-{before}");
            (await place.CallAsync(outcome.CallId!)).Metadata.AgentId.ShouldBe("a-7");
        }
    }

    [Fact]
    public async Task TakeIn_ReadsXml_AndFetchesEachSidecarOnce()
    {
        server.Put("in/call.wav", TestRecording.Content(1));
        server.Put("in/call.xml", "<call><call_id>pbx-9</call_id><agent_id>a-9</agent_id></call>"u8.ToArray());
        (await RunAsync("in/")).ShouldHaveSingleItem().CallId.ShouldBe("pbx-9");
        server.Requests.Clear();

        await RunAsync("in/");

        server.Got.ShouldBeEmpty();
    }

    [Fact]
    public async Task TakeIn_CompletesTheCall_WhenTheSidecarComesLater()
    {
        server.Put("in/call.wav", TestRecording.Content(1));
        (await RunAsync("in/")).ShouldHaveSingleItem().CallId.ShouldBe("call");
        server.Put("in/call.json", Json("pbx-1", "a-7"));
        server.Put("in/other.json", Json("pbx-2", "a-8"));

        await RunAsync("in/");

        (await place.CallAsync("call")).Metadata.AgentId.ShouldBe("a-7");
        server.Requests.Clear();
        await RunAsync("in/");
        server.Got.ShouldBeEmpty("the one is done with, the other has no recording");
    }

    [Fact]
    public async Task TakeIn_TakesTheRecording_WhenTheSidecarCannotBeRead()
    {
        server.Put("in/call.wav", TestRecording.Content(1));
        server.Put("in/call.json", "{ broken"u8.ToArray());

        (await RunAsync("in/")).ShouldHaveSingleItem().CallId.ShouldBe("call");
    }

    [Theory]
    [InlineData("in/call.json", "{ broken", "s3://recordings/in/call.json")]
    [InlineData("in/call_metadata.json", """{ "agent_id": "a-7", "start_time": "yesterday" }""", "'yesterday'")]
    public async Task TakeIn_NotesWhatASidecarTellsThatMeansNothing_UnderTheAddress(string sidecar, string content, string named)
    {
        server.Put("in/call.wav", TestRecording.Content(1));
        server.Put(sidecar, Encoding.UTF8.GetBytes(content));

        var note = (await RunAsync("in/")).ShouldHaveSingleItem().Notes.ShouldHaveSingleItem();

        note.ShouldContain(named);
        note.ShouldContain("s3://recordings/" + sidecar);
        note.ShouldNotContain(place.Settings.FetchingPath);
    }

    private static byte[] Json(string call, string agent) => Encoding.UTF8.GetBytes($$"""{ "call_id": "{{call}}", "agent_id": "{{agent}}" }""");

    private async Task<List<BucketOutcome>> RunAsync(string prefix)
    {
        var outcomes = new List<BucketOutcome>();
        await foreach (var outcome in place.Get<BucketIntake>().TakeInAsync(new BucketAddress(BucketServer.Bucket, prefix), Token)) outcomes.Add(outcome);
        return outcomes;
    }
}
