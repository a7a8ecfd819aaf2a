using CallQA.App.Storage;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.App.Tests.Storage;

public sealed class CallMappingTests
{
    private static readonly CallMetadata One = new()
    {
        CallId = "pbx-1",
        StartTime = Some.Start,
        AgentId = "a-1",
        AgentName = "Eva",
        Team = "north",
        Queue = "orders",
        Campaign = "spring",
        Direction = "inbound",
        CustomerPhone = "+491",
        CustomerName = "Jutta Behrens",
        Source = "pbx",
        Disposition = "done",
        Reason = "late delivery",
        Language = "de",
        StatedDuration = TimeSpan.FromSeconds(60),
        HoldTime = TimeSpan.FromSeconds(6),
        CustomerSatisfaction = 4.5,
        Resolved = true,
        ChannelMap = [Speaker.Agent],
    };

    public static TheoryData<string> Properties =>
        [.. typeof(CallMetadata).GetProperties().Where(property => property.SetMethod is not null).Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Properties))]
    public void Complete_TakesEveryPropertyFromEitherSide(string name)
    {
        var property = typeof(CallMetadata).GetProperty(name)!;
        var value = property.GetValue(One);
        value.ShouldNotBeNull();
        property.GetValue(CallMetadata.None.CompletedBy(One)).ShouldBe(value);
        property.GetValue(One.CompletedBy(CallMetadata.None)).ShouldBe(value);
    }

    [Fact]
    public void ToRow_KeepsTheCustomersNameApart_FromWhatIsShownAndExported()
    {
        var row = CallMapping.ToRow(Some.Call("c-1", One), "c-1");

        row.CustomerName.ShouldBe("Jutta Behrens");
        row.Metadata.ShouldNotContain("Behrens");
        CallMapping.ToCall(row).Metadata.CustomerName.ShouldBe("Jutta Behrens");
        StoredJson.Write(CallMapping.ToCall(row)).ShouldNotContain("Behrens");
    }

    [Fact]
    public void WaitingMetadata_ReadsWhatItWrote_TheCustomersNameIncluded()
    {
        var read = WaitingMetadata.Read(WaitingMetadata.Write(One));

        (read with { ChannelMap = null }).ShouldBe(One with { ChannelMap = null });
        WaitingMetadata.Read(WaitingMetadata.Write(CallMetadata.None)).ShouldBe(CallMetadata.None);
    }
}
