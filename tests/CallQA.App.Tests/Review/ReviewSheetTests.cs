using CallQA.App.Review;
using CallQA.Scoring;
using CallQA.Scoring.Scorecards;

namespace CallQA.App.Tests.Review;

public sealed class ReviewSheetTests
{
    private static readonly Scorecard Scorecard = StandardScorecards.Get("service-call");

    [Fact]
    public void Of_IsWithoutScore_WhenNothingIsAnswered()
    {
        var sheet = ReviewSheet.Of(Scorecard, ReviewForm.Empty, Machine());
        sheet.Totals.Overall.ShouldBeNull();
        sheet.Complete.ShouldBeFalse();
        sheet.Lines.Where(line => line.Applies).ShouldAllBe(line => line.Gap == ReviewGap.Unanswered);
    }

    [Fact]
    public void Of_ScoresLikeTheMachine_WhenEverySuggestionIsAccepted()
    {
        var machine = Machine();
        var sheet = ReviewSheet.Of(Scorecard, Accepted(machine), machine);
        sheet.Complete.ShouldBeTrue();
        sheet.Lines.ShouldAllBe(line => !line.Changed);
        sheet.Totals.Overall.ShouldBe(Totals.Of(Scorecard, machine.Answers).Overall);
    }

    [Fact]
    public void Of_AsksForAReason_WhenASuggestionIsChanged_UnlessItWasHidden()
    {
        var machine = Machine();
        var form = With(Accepted(machine), new ReviewAnswer("greeting", "no"));
        Line(form, machine, "greeting").Gap.ShouldBe(ReviewGap.ReasonMissing);
        Line(form with { Blind = true }, machine, "greeting").Gap.ShouldBeNull();
        Line(form with { Blind = true }, machine, "greeting").Changed.ShouldBeTrue();
        Line(With(form, new ReviewAnswer("greeting", "no", ChangeReason: "Only a name.")), machine, "greeting").Gap.ShouldBeNull();
        Line(With(form, new ReviewAnswer("greeting", null, NotApplicable: true)), machine, "greeting").Gap.ShouldBe(ReviewGap.ReasonMissing);
    }

    [Fact]
    public void Of_AsksForAComment_WhereTheScorecardWantsOne()
    {
        var machine = Machine();
        var asking = Scorecard with
        {
            Sections = [.. Scorecard.Sections.Select(section => section with
            {
                Questions = [.. section.Questions.Select(question => question.Id == "greeting" ? question with { CommentOn = ["no"] } : question)],
            })],
        };
        var form = With(Accepted(machine), new ReviewAnswer("greeting", "no", ChangeReason: "Only a name."));
        ReviewSheet.Of(asking, form, machine).Lines.Single(line => line.Question.Id == "greeting").Gap.ShouldBe(ReviewGap.CommentMissing);
        form = With(form, new ReviewAnswer("greeting", "no", ChangeReason: "Only a name.", Comment: "Say who you are."));
        ReviewSheet.Of(asking, form, machine).Lines.Single(line => line.Question.Id == "greeting").Gap.ShouldBeNull();
        ReviewSheet.Of(asking, Accepted(machine), machine).Lines.Single(line => line.Question.Id == "greeting").Gap.ShouldBeNull();
    }

    [Fact]
    public void Of_LeavesTheMachineNoOpinion_WhenItLeftTheQuestionToAPerson()
    {
        var machine = Machine();
        machine = machine with { Answers = [.. machine.Answers.Select(answer => answer.Question == "empathy" ? answer with { Choice = null, Points = null } : answer)] };
        Line(With(Accepted(machine), new ReviewAnswer("empathy", "2")), machine, "empathy").Changed.ShouldBeFalse();
    }

    [Fact]
    public void Of_FollowsTheReviewersOwnAnswers_WhereAQuestionDependsOnAnother()
    {
        var machine = Machine();
        var resolved = Accepted(machine);
        Line(resolved, machine, "confirmation").Applies.ShouldBeTrue();
        Line(resolved, machine, "commitment").Applies.ShouldBeFalse();
        var open = With(resolved, new ReviewAnswer("resolution", "unresolved", ChangeReason: "Nothing was done."));
        open = open with { Answers = [.. open.Answers.Where(answer => answer.Question != "commitment")] };
        Line(open, machine, "confirmation").Applies.ShouldBeFalse();
        Line(open, machine, "commitment").Gap.ShouldBe(ReviewGap.Unanswered);
        Line(With(open, new ReviewAnswer("commitment", "yes")), machine, "commitment").Gap.ShouldBeNull("the machine was never asked");
    }

    [Fact]
    public void Of_FailsTheWhole_WhenAnAnswerDoes()
    {
        var machine = Machine();
        var sheet = ReviewSheet.Of(Scorecard, With(Accepted(machine), new ReviewAnswer("no-insults", "no", ChangeReason: "“Idiot” at 0:31.")), machine);
        sheet.AutoFail.ShouldBeTrue();
        sheet.Totals.Overall.ShouldBe(0);
    }

    [Fact]
    public void Of_TellsWhatCanStillBeReached_WhileQuestionsAreOpen()
    {
        var machine = Machine();
        ReviewSheet.Of(Scorecard, ReviewForm.Empty, machine).Potential.ShouldBe(100);
        var lost = ReviewSheet.Of(Scorecard, new([new("greeting", "no")]), machine);
        lost.Totals.Overall.ShouldBe(0);
        var all = ReviewSheet.Of(Scorecard, With(Accepted(machine), new("greeting", "no", ChangeReason: "No name.")), machine);
        lost.Potential!.Value.ShouldBe(all.Totals.Overall!.Value, 0.001, "all others are at their best");
        all.Potential.ShouldBe(all.Totals.Overall);
        ReviewSheet.Of(Scorecard, new([new("no-insults", "no")]), machine).Potential.ShouldBe(0, "nothing makes an auto-fail good");
    }

    [Fact]
    public void Of_LeavesOutWhatTheScorecardDoesNotKnow()
    {
        var form = new ReviewForm([new("greeting", "perhaps"), new("weather", "yes")]);
        var sheet = ReviewSheet.Of(Scorecard, form, Machine() with { Scorecard = "other@1" });
        sheet.Lines.Single(line => line.Question.Id == "greeting").Gap.ShouldBe(ReviewGap.Unanswered);
        sheet.Lines.ShouldAllBe(line => line.Machine == null);
    }

    /// <summary>The best answer to every question.</summary>
    internal static Evaluation Machine(string callId = "call")
    {
        var some = Storage.Some.Evaluation(callId);
        return some with
        {
            Scorecard = Scorecard.Reference,
            Answers =
            [
                .. Scorecard.Questions.Select(question => question.Id is "commitment" or "hold-thanks"
                    ? new Answer(question.Id, null, null, question.MaxPoints, false, 1, "Does not apply.", [], false)
                    : new Answer(question.Id, question.Options[0].Value, question.Options[0].Points, question.MaxPoints, true, 0.9, "So it is.", some.Answers[0].Evidence, false)),
            ],
        };
    }

    internal static ReviewForm Accepted(Evaluation machine) => new(
        [.. machine.Answers.Select(answer => new ReviewAnswer(answer.Question, answer.Choice, NotApplicable: !answer.Applicable))]);

    internal static ReviewForm With(ReviewForm form, ReviewAnswer answer) => form with
    {
        Answers = [.. form.Answers.Where(other => other.Question != answer.Question), answer],
    };

    private static SheetLine Line(ReviewForm form, Evaluation machine, string question) =>
        ReviewSheet.Of(Scorecard, form, machine).Lines.Single(line => line.Question.Id == question);
}
