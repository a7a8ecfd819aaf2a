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
}
