using CallQA.Coaching.Sessions;
using CallQA.Scoring.Scorecards;

namespace CallQA.Tests.Coaching.Sessions;

public sealed class PlaybooksTests
{
    [Fact]
    public void All_AreWrittenInBothLanguages_WithTwoExamples()
    {
        Playbooks.All.Count.ShouldBeGreaterThanOrEqualTo(10);
        foreach (var playbook in Playbooks.All)
        {
            playbook.Examples.Count.ShouldBe(2, playbook.Id);
            foreach (var text in playbook.Examples.Append(playbook.Title).Append(playbook.Aim).Append(playbook.Why).Append(playbook.Exercise).Append(playbook.Observe))
            {
                string.Join(' ', text.Languages.Order(StringComparer.Ordinal)).ShouldBe("de en", playbook.Id);
                text.Languages.ShouldAllBe(language => text.In(language).Length > 0, playbook.Id);
                (text.In("de") == text.In("en")).ShouldBeFalse(playbook.Id);
            }
        }
    }

    [Fact]
    public void All_FitWhatTheStandardScorecardAsks_AndLeaveNoQuestionWithoutOne()
    {
        var offered = CoachingFocus.Of(StandardScorecards.Get("service-call"));
        var keys = offered.Select(focus => focus.Key).ToList();
        Playbooks.All.SelectMany(playbook => playbook.Fits).Distinct().Except(keys).ShouldBeEmpty();
        offered.Where(focus => !Playbooks.All.Any(playbook => playbook.IsFor(focus))).ShouldBeEmpty();
    }

    [Fact]
    public void Find_KnowsIdentifiers() => (Playbooks.Find("de-escalate")?.Title.In("en"), Playbooks.Find("shouting")).ShouldBe(("De-escalating", null));
}
