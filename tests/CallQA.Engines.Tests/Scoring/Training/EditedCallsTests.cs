using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Training;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Scoring.Training;

public sealed class EditedCallsTests
{
    [Fact]
    public void Of_CapsBothScales_WhenTheCallIsColdAndPolite()
    {
        var copies = EditedCalls.Of(Call(empathy: 2, courtesy: 5) with { Id = Id }).ToList();

        copies.Select(copy => (copy.Id, copy.Empathy, copy.Courtesy, copy.Resolution))
            .ShouldBe([(Id + "+apologies", 3, null, null), (Id + "+insult", null, 2, null)]);
        copies[1].Turns.Count(turn => turn.Courtesy == "discourteous").ShouldBe(1);
        copies.ShouldAllBe(copy => copy.Turns[1].Text == "Thanks.");
    }

    [Fact]
    public void Of_LeavesEmpathyAlone_WhenTheCallIsWarm() =>
        EditedCalls.Of(Call(empathy: 5, courtesy: 2) with { Id = Id }).ShouldHaveSingleItem().Courtesy.ShouldBe(1);

    [Fact]
    public void FoldOf_KeepsACopyWithItsOriginal_WhenTheIdCarriesAMark() =>
        Enumerable.Range(0, 30).Select(index => $"en-a-{index}").ShouldAllBe(id => CrossFit.FoldOf(id + "+insult") == CrossFit.FoldOf(id));

    [Fact]
    public void Of_EditsOneCallInFour_WhenThereAreMany()
    {
        var edited = Enumerable.Range(0, 400).Count(index => EditedCalls.Of(Call(3, 3) with { Id = $"en-a-{index}" }).Any());

        edited.ShouldBeInRange(70, 130);
    }

    /// <summary>A call that has copies.</summary>
    private static string Id { get; } =
        Enumerable.Range(0, 100).Select(index => $"x{index}").First(id => EditedCalls.Of(Call(1, 1) with { Id = id }).Any());

    private static LabelledConversation Call(int empathy, int courtesy) => new(
        "",
        "en",
        ConversationKind.Call,
        CorpusPart.Train,
        "en-a",
        [new(Speaker.Agent, "Hello.", "none", "courteous", "greeting"), new(Speaker.Customer, "Thanks.", Emotion: "neutral", Outcome: "none")],
        empathy,
        courtesy,
        Resolution.Resolved);
}
