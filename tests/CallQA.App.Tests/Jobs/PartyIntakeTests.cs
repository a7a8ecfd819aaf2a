using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.App.Tests.Jobs;

/// <summary>Calls that are recorded in a file for each party, through the intake folder.</summary>
public sealed class PartyIntakeTests
{
    private const string Profile = "source: pbx\nfile-names:\n  - preset: siprec\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TakeInAsync_WaitsForTheOtherParty_ThenMakesOneCallOfBoth()
    {
        await using var place = await OpenAsync();
        var customer = place.Drop("c-1_customer.wav", 1);
        (await place.Intake.TakeInAsync(customer, Token)).ShouldBeNull();
        File.Exists(customer).ShouldBeTrue();

        var call = await place.Intake.TakeInAsync(place.Drop("c-1_agent.wav", 2), Token);

        (call!.Id, call.ChannelCount, call.FileName).ShouldBe(("c-1", 2, "c-1.wav"));
        call.Metadata.ChannelMap.ShouldBe([Speaker.Agent, Speaker.Customer]);
        Directory.GetFiles(place.InIntake()).ShouldBeEmpty();
        (await place.QuarantinedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task TakeInAsync_WaitsForAFileThatIsStillBeingWritten()
    {
        await using var place = await OpenAsync();
        var agent = place.Drop("c-1_agent.wav", 2);
        place.Drop("c-1_customer.wav", 1);
        (await place.Intake.TakeInAsync(agent, Token)).ShouldBeNull("the customer's has not been handed in");
        await File.AppendAllTextAsync(agent, "more", Token);
        (await place.Intake.TakeInAsync(place.InIntake("c-1_customer.wav"), Token)).ShouldBeNull("the agent's has changed since");

        (await place.Intake.TakeInAsync(agent, Token))!.ChannelCount.ShouldBe(2);
    }

    [Fact]
    public async Task TakeInAsync_IsOneCall_WhenTheSameFilesComeTwice()
    {
        await using var place = await OpenAsync();
        var first = await DropBothAsync(place);
        var second = await DropBothAsync(place);

        second.Id.ShouldBe(first.Id);
        Directory.GetFiles(place.InIntake()).ShouldBeEmpty();
    }

    [Fact]
    public async Task TakeInAsync_TakesWhatIsThereAndSaysSo_WhenTheOtherPartyDoesNotCome()
    {
        await using var place = await OpenAsync();
        var path = place.Drop("c-1_agent.wav", 2);
        place.Clock.SetUtcNow(new DateTimeOffset(File.GetLastWriteTimeUtc(path)) + TimeSpan.FromMinutes(9));
        (await place.Intake.TakeInAsync(path, Token)).ShouldBeNull();
        place.Clock.Advance(TimeSpan.FromMinutes(2));

        var call = await place.Intake.TakeInAsync(path, Token);

        (call!.Id, call.Metadata.ChannelMap!.Single()).ShouldBe(("c-1", Speaker.Agent));
        (await place.QuarantinedAsync()).ShouldHaveSingleItem().Reason.ShouldStartWith("Of call 'c-1' only the recording of the agent has come within 10 minutes");
    }

    [Fact]
    public async Task TakeInAsync_SetsAPartyAside_WhenItsCallWasTakenInWithoutIt()
    {
        await using var place = await OpenAsync();
        var path = place.Drop("c-1_agent.wav", 2);
        place.Clock.SetUtcNow(new DateTimeOffset(File.GetLastWriteTimeUtc(path)) + TimeSpan.FromHours(1));
        await place.Intake.TakeInAsync(path, Token);

        (await place.Intake.TakeInAsync(place.Drop("c-1_customer.wav", 1), Token)).ShouldBeNull();

        (await place.QuarantinedAsync()).ShouldContain(entry => entry.Reason.Contains("one party's part of call 'c-1', which was taken in before", StringComparison.Ordinal));
        Directory.GetFiles(place.InIntake()).ShouldBeEmpty();
    }

    [Fact]
    public async Task TakeInAsync_SetsAllPartsAside_WhenOneOfThemIsNoAudio()
    {
        await using var place = await OpenAsync();
        await File.WriteAllTextAsync(place.InIntake("c-1_customer.wav"), "no audio", Token);
        await place.Intake.TakeInAsync(place.InIntake("c-1_customer.wav"), Token);

        (await place.Intake.TakeInAsync(place.Drop("c-1_agent.wav", 1), Token)).ShouldBeNull();

        (await place.QuarantinedAsync()).Count.ShouldBe(2);
        Directory.GetFiles(place.InIntake()).ShouldBeEmpty();
    }

    [Fact]
    public async Task TakeInAsync_TakesARecordingWithoutHeader_WhenTheProfileSaysHowItIsCoded()
    {
        await using var place = await OpenAsync("source: pbx\nraw: mulaw,8000,2\n");
        var path = place.InIntake("c-2.raw");
        await File.WriteAllBytesAsync(path, [.. Enumerable.Range(0, 32_000).Select(index => (byte)(index * 31))], Token);

        var call = await place.Intake.TakeInAsync(path, Token);

        (call!.Id, call.FileName, call.ChannelCount, call.SampleRate, call.Duration).ShouldBe(("c-2", "c-2.wav", 2, 8000, TimeSpan.FromSeconds(2)));
        File.Exists(path).ShouldBeFalse();
    }

    [Fact]
    public async Task TakeInSidecarsAsync_CompletesAJoinedCall_WhenTheSiprecMetadataComesLater()
    {
        await using var place = await OpenAsync();
        var call = await DropBothAsync(place);
        await DropSiprecAsync(place, "c-1", "agent", "customer");

        (await place.Intake.TakeInSidecarsAsync(TimeSpan.FromDays(1), Token)).ShouldBe(1);

        var metadata = (await place.CallAsync(call.Id)).Metadata;
        (metadata.AgentName, metadata.AgentId, metadata.CustomerPhone).ShouldBe(("Anna Berg", "anna", "+4930901820"));
        metadata.ChannelMap.ShouldBe([Speaker.Agent, Speaker.Customer]);
        (await place.QuarantinedAsync()).ShouldHaveSingleItem().Reason.ShouldStartWith(
            "By the SIPREC metadata 'c-1.xml', which came later, the recordings of the parties of call 'c-1' lie 1.5 s otherwise than they were joined");
        Directory.GetFiles(place.InIntake()).ShouldBeEmpty();
    }

    [Fact]
    public async Task TakeInSidecarsAsync_TellsWhoIsWho_WhenTheMetadataComeAfterPartsCalledByTheirLabels()
    {
        await using var place = await OpenAsync();
        place.Drop("s1_1.wav", 1);
        var path = place.Drop("s1_2.wav", 2);
        await place.Intake.TakeInAsync(place.InIntake("s1_1.wav"), Token);
        place.Clock.SetUtcNow(new DateTimeOffset(File.GetLastWriteTimeUtc(path)) + TimeSpan.FromHours(1));
        (await place.Intake.TakeInAsync(path, Token))!.Metadata.ChannelMap.ShouldBeNull();
        (await place.QuarantinedAsync()).ShouldHaveSingleItem().Reason.ShouldStartWith("Which of the recordings of call 's1', '1' and '2', are the agent's and the customer's has not been told within 10 minutes");
        await place.AdvanceAsync("s1");
        await DropSiprecAsync(place, "s1", "2", "1");

        (await place.Intake.TakeInSidecarsAsync(TimeSpan.FromDays(1), Token)).ShouldBe(1);

        (await place.CallAsync("s1")).Metadata.ChannelMap.ShouldBe([Speaker.Customer, Speaker.Agent]);
        (await place.QuarantinedAsync()).ShouldContain(entry => entry.Reason.Contains("`callqa calls retranscribe s1`", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TakeInSidecarsAsync_LeavesMetadata_WhosePartsAreNotTakenInYet()
    {
        await using var place = await OpenAsync();
        place.Drop("c-1_agent.wav", 1);
        await DropSiprecAsync(place, "c-1", "agent", "customer");
        place.Clock.SetUtcNow(new DateTimeOffset(File.GetLastWriteTimeUtc(place.InIntake("c-1.xml"))) + TimeSpan.FromDays(3));

        (await place.Intake.TakeInSidecarsAsync(TimeSpan.FromDays(1), Token)).ShouldBe(0);

        File.Exists(place.InIntake("c-1.xml")).ShouldBeTrue();
        (await place.QuarantinedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task TakeInAsync_IsOneCall_WhenTheProcessDiedBeforeItRemovedTheOnlyPart()
    {
        await using var place = await OpenAsync();
        var path = place.Drop("c-1_agent.wav", 2);
        place.Clock.SetUtcNow(new DateTimeOffset(File.GetLastWriteTimeUtc(path)) + TimeSpan.FromHours(1));
        await place.Intake.TakeInAsync(path, Token);
        place.Drop("c-1_agent.wav", 2);

        (await place.Intake.TakeInAsync(path, Token))!.Id.ShouldBe("c-1");

        (await place.QuarantinedAsync()).ShouldHaveSingleItem().Reason.ShouldContain("was taken in alone");
    }

    [Fact]
    public async Task TakeInAsync_SetsLatePartsAside_WhenSeveralCome()
    {
        await using var place = await OpenAsync();
        var path = place.Drop("c-1_20260331140500_agent.wav", 2);
        place.Clock.SetUtcNow(new DateTimeOffset(File.GetLastWriteTimeUtc(path)) + TimeSpan.FromHours(1));
        await place.Intake.TakeInAsync(path, Token);
        place.Drop("c-1_20260331140500_customer.wav", 1);
        await place.Intake.TakeInAsync(place.InIntake("c-1_20260331140500_customer.wav"), Token);

        (await place.Intake.TakeInAsync(place.Drop("c-1_20260331140501_customer.wav", 3), Token)).ShouldBeNull();

        (await place.QuarantinedAsync()).ShouldContain(entry => entry.Reason.Contains("is one party's part of call 'c-1'", StringComparison.Ordinal));
        Directory.GetFiles(place.InIntake()).ShouldBeEmpty();
    }

    [Fact]
    public async Task TakeInAsync_LeavesMetadata_ThatWereStillBeingWritten()
    {
        await using var place = await OpenAsync();
        var metadata = place.InIntake("c-1.xml");
        await File.WriteAllTextAsync(metadata, Siprec("agent", "customer")[..200], Token);

        var call = await DropBothAsync(place);

        File.Exists(metadata).ShouldBeTrue("nothing of it has been understood");
        await DropSiprecAsync(place, "c-1", "agent", "customer");
        await place.Intake.TakeInSidecarsAsync(TimeSpan.FromDays(1), Token);
        (await place.CallAsync(call.Id)).Metadata.AgentName.ShouldBe("Anna Berg");
    }

    private static Task DropSiprecAsync(TestWorkplace place, string call, string agent, string customer) =>
        File.WriteAllTextAsync(place.InIntake(call + ".xml"), Siprec(agent, customer), Token);

    /// <summary>Metadata of RFC 7865 by which the agent's stream begins 1.5 s after the customer's.</summary>
    internal static string Siprec(string agent, string customer) => $"""
        <recording xmlns="urn:ietf:params:xml:ns:recording:1">
          <session session_id="x"><start-time>2026-03-31T12:05:00Z</start-time></session>
          <participant participant_id="p1"><nameID aor="sip:+4930901820@provider.example"/></participant>
          <participant participant_id="p2"><nameID aor="sip:anna@callcentre.example"><name>Anna Berg</name></nameID></participant>
          <stream stream_id="m1" session_id="x"><label>{customer}</label></stream>
          <stream stream_id="m2" session_id="x"><label>{agent}</label></stream>
          <participantstreamassoc participant_id="p1"><associate-time>2026-03-31T12:05:00Z</associate-time><send>m1</send></participantstreamassoc>
          <participantstreamassoc participant_id="p2"><associate-time>2026-03-31T12:05:01.5Z</associate-time><send>m2</send></participantstreamassoc>
        </recording>
        """;

    private static async Task<Call> DropBothAsync(TestWorkplace place)
    {
        await place.Intake.TakeInAsync(place.Drop("c-1_customer.wav", 1), Token);
        return (await place.Intake.TakeInAsync(place.Drop("c-1_agent.wav", 2), Token))!;
    }

    private static async Task<TestWorkplace> OpenAsync(string profile = Profile)
    {
        var place = new TestWorkplace();
        Directory.CreateDirectory(place.Settings.SourcesPath);
        await File.WriteAllTextAsync(Path.Combine(place.Settings.SourcesPath, "pbx.yaml"), profile, Token);
        await place.RestartAsync();
        return place;
    }
}
