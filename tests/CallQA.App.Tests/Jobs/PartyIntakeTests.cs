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
