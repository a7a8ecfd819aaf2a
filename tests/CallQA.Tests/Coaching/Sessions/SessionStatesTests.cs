using CallQA.Coaching.Sessions;

namespace CallQA.Tests.Coaching.Sessions;

public sealed class SessionStatesTests
{
    [Fact]
    public void MayBecome_AllowsTheseAndNoOthers()
    {
        var states = Enum.GetValues<SessionState>();
        states.SelectMany(from => states.Where(to => from.MayBecome(to)).Select(to => $"{from} {to}")).ShouldBe(
            ["Planned Held", "Planned Cancelled", "Held Acknowledged", "Held Closed", "Acknowledged Closed"]);
        states.Where(state => state.IsOpen()).ShouldBe([SessionState.Planned, SessionState.Held, SessionState.Acknowledged]);
    }

    [Fact]
    public void Templates_GoForwardInTime_AndEndWithALookBack()
    {
        foreach (var template in PlanTemplate.All)
        {
            template.Steps.Select(step => step.AfterDays).ShouldBeInOrder(SortDirection.Ascending, template.Id);
            var last = template.Steps[^1];
            (last.Kind == SessionKind.FollowUp || last.FollowUpAfterDays is not null).ShouldBeTrue(template.Id);
        }

        (PlanTemplate.Find("four-weeks")!.Days, PlanTemplate.Find("one-day")).ShouldBe((28, null));
    }
}
