using CallQA.Measurement;
using CallQA.Scoring;
using CallQA.Scoring.Scorecards;
using CallQA.Tests.Scoring.Scorecards;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.Tests.Scoring;

public sealed class CallScorerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 30, 0, TimeSpan.Zero);

    private static Dialogue Friendly => new Dialogue()
        .Agent("Good morning, this is Ann from Acme.", 1, 4)
        .Customer("My line is dead.", 5, 8)
        .Agent("It works again now. Have a nice day.", 9, 12);

    [Fact]
    public void Score_SignsTheEvaluation()
    {
        var evaluation = Score(Friendly);

        evaluation.CallId.ShouldBe("call-7");
        evaluation.Evaluator.ShouldBe(Evaluator.Machine);
        evaluation.Scorecard.ShouldBe("mini@2");
        evaluation.Model.ShouldBe("model@test");
        evaluation.EvaluatedAt.ShouldBe(Now);
        evaluation.Answers.Select(answer => answer.Question).ShouldBe(["hello", "solved", "words", "opinion"]);
        evaluation.Sections.Select(section => section.Section).ShouldBe(["first", "second"]);
    }

    [Fact]
    public void Score_AddsUp_ByHand()
    {
        // hello: no name heard, partly, 1 of 2. solved: partial counts 5 of 5. words: 2 of 2. opinion: a person's.
        var evaluation = Score(
            new Dialogue().Agent("hello", 1, 4).Customer("help", 5, 8), Dialogue.Scores(resolution: Resolution.Partial));

        evaluation.Answers.Select(answer => answer.Points).ShouldBe([1, 5, 2, null]);
        evaluation.Sections.Select(section => section.Percent).ShouldBe([50, 100]);
        evaluation.Overall.ShouldBe(0.4 * 50 + 0.6 * 100);
    }

    [Fact]
    public void Score_CopiesTheModelsReasonEvidenceAndConfidence()
    {
        var scores = Dialogue.Scores();

        var answer = Score(Friendly, scores).Answers[1];

        answer.Choice.ShouldBe("resolved");
        answer.Confidence.ShouldBe(scores.Resolution.Confidence);
        answer.Reason.ShouldBe(scores.Resolution.Reason);
        answer.Evidence.ShouldBe(scores.Resolution.Evidence);
        answer.NeedsReview.ShouldBeFalse();
    }

    [Fact]
    public void Score_HearsTheRulesInTheSpokenLanguage_WhenTheCallIsMarkedAsAnother()
    {
        var german = new Dialogue("en").Agent("Guten Morgen, hier ist Anna Weber von Acme, wie kann ich Ihnen helfen?", 1, 4).Customer("Meine Leitung ist tot.", 5, 8);

        var answer = Score(german).Answers[0];

        answer.Choice.ShouldBe("yes");
        answer.Reason.ShouldContain("Der Agent");
    }

    [Fact]
    public void Score_TakesTheLanguageThatTheReaderFound_WhenItLooked()
    {
        var call = new Dialogue("en").Agent("Guten Morgen, hier ist Anna Weber von Acme, wie kann ich Ihnen helfen?", 1, 4).Customer("Meine Leitung ist tot.", 5, 8);

        var answer = Score(call, spoken: new("en", false)).Answers[0];

        answer.Choice.ShouldNotBe("yes");
        answer.Reason.ShouldContain("Neither a greeting");
    }

    [Fact]
    public void Score_AsksForReview_WhenTheModelHasNoScore()
    {
        var answer = Score(Friendly, Dialogue.Scores(resolution: null)).Answers[1];

        answer.Applicable.ShouldBeTrue();
        (answer.Choice, answer.Points, answer.NeedsReview).ShouldBe((null, null, true));
    }

    [Fact]
    public void Score_QuotesTheTurnsBehindARule()
    {
        var evidence = Score(Friendly).Answers[0].Evidence.ShouldHaveSingleItem();

        evidence.Turn.ShouldBe(0);
        evidence.Quote.ShouldBe("Good morning, this is Ann from Acme.");
        evidence.Start.ShouldBe(TimeSpan.FromSeconds(1));
        evidence.Contribution.ShouldBe(2);
    }

    [Theory]
    [InlineData("hello", -1)]
    [InlineData("account number", -2)]
    public void Score_CountsLostPointsAgainst_TheTurnsThatCostThem(string opening, double contribution) =>
        Score(new Dialogue().Agent(opening, 1, 4)).Answers[0].Evidence.ShouldHaveSingleItem().Contribution.ShouldBe(contribution);

    [Fact]
    public void Score_FailsTheWhole_AndAsksForReview_WhenARuleFailsIt()
    {
        var text = ScorecardYaml.With("required: true", "auto-fail: { on: no, fails: evaluation }");

        var evaluation = Score(new Dialogue().Agent("account number", 1, 4), text: text);

        (evaluation.Answers[0].AutoFail, evaluation.Answers[0].NeedsReview).ShouldBe((true, true));
        evaluation.Overall.ShouldBe(0);
    }

    [Fact]
    public void Score_FailsTheSection_AndAsksForReview_OnAnAutoFail()
    {
        var evaluation = Score(Friendly, Dialogue.Scores(resolution: Resolution.Unresolved));

        evaluation.Answers[1].AutoFail.ShouldBeTrue();
        evaluation.Answers[1].NeedsReview.ShouldBeTrue();
        evaluation.Sections[1].Percent.ShouldBe(0);
        evaluation.Overall.ShouldBe(40);
    }

    [Fact]
    public void Score_SkipsAQuestion_WhenItsConditionsDoNotHold()
    {
        var silentOpening = new Dialogue().Agent("account number", 1, 4).Customer("help", 5, 8);

        var answer = Score(silentOpening).Answers[2];

        (answer.Applicable, answer.Points, answer.NeedsReview).ShouldBe((false, null, false));
        answer.Reason.ShouldBe("Does not apply after the answer 'no' to the question 'hello'.");
    }

    [Fact]
    public void Score_SkipsWhatNeedsTimes_WithTheReason_WhenThereAreNone()
    {
        var untimed = new Dialogue().Agent("Good morning, this is Ann from Acme.").Customer("My line is dead.");

        var answer = Score(untimed).Answers[2];

        answer.Applicable.ShouldBeFalse();
        answer.Reason.ShouldBe("The transcript has no times, so this cannot be measured.");
    }

    [Fact]
    public void Score_LeavesManualQuestionsToAPerson()
    {
        var answer = Score(Friendly).Answers[3];

        (answer.Choice, answer.Points, answer.Applicable, answer.NeedsReview).ShouldBe((null, null, true, true));
        answer.MaxPoints.ShouldBe(3);
    }

    [Fact]
    public void Score_WaitsForAPerson_WhenAConditionHangsOnAnUnansweredQuestion()
    {
        var text = ScorecardYaml.With("question: hello, is: [yes, partly]", "question: solved, is: [resolved]");

        var answer = Score(Friendly, Dialogue.Scores(resolution: null), text).Answers[2];

        (answer.Applicable, answer.NeedsReview).ShouldBe((false, true));
        answer.Reason.ShouldContain("'solved'");
    }

    [Fact]
    public void Score_SpeaksGerman_InGermanCalls()
    {
        var german = new Dialogue("de").Agent("Guten Tag", 20.5, 24).Customer("Hallo", 25, 26);

        Score(german, text: ScorecardYaml.With("within: 20", "within: 15")).Answers[0].Reason
            .ShouldBe("Die Begrüßung kommt nach 20,5 s; erwartet wird sie binnen 15 s.");
    }

    [Fact]
    public void Score_JudgesNoPhrases_InALanguageTheRuleDoesNotKnow()
    {
        var answer = Score(new Dialogue("fr").Agent("bonjour", 1, 2).Customer("bonjour", 3, 4)).Answers[0];

        answer.Applicable.ShouldBeFalse();
        answer.Reason.ShouldBe("The rule knows phrases in English and German, not in 'fr'.");
        answer.NeedsReview.ShouldBeTrue("the question is required");
    }

    [Fact]
    public void Score_AppliesNoRule_WhenTheAgentIsSilent()
    {
        var evaluation = Score(new Dialogue().Customer("hello? hello?", 1, 3), Dialogue.Scores(null, null, null));

        evaluation.Overall.ShouldBeNull();
        evaluation.NeedsReview.ShouldBeTrue();
        evaluation.Answers[0].Reason.ShouldBe("The agent does not speak.");
    }

    [Fact]
    public void Score_SurvivesAnEmptyTranscript() =>
        Score(new Dialogue(), Dialogue.Scores(null, null, null)).Answers.Count.ShouldBe(4);

    [Fact]
    public void Score_AsksForReview_WhenThePhraseWasMissedInPoorHearing()
    {
        var mumbled = new Dialogue().Agent("umbel grumble", 1, 4, heard: 0.3).Customer("help", 5, 8);
        var clear = new Dialogue().Agent("account number", 1, 4, heard: 0.95).Customer("help", 5, 8);

        Score(mumbled).Answers[0].NeedsReview.ShouldBeTrue();
        Score(clear).Answers[0].NeedsReview.ShouldBeFalse();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void Score_AnswersTheServiceCall_WithAReasonEverywhere(string language)
    {
        var transcript = new Dialogue(language).Agent("hallo hello").Customer("hm", emotion: "angry").Transcript();

        var evaluation = new CallScorer(new FakeTimeProvider(Now)).Score(
            "call", transcript, null, new Dialogue(language).Reading(), StandardScorecards.Get("service-call"));

        evaluation.Answers.ShouldAllBe(answer => answer.Reason.Length > 0);
        evaluation.Overall!.Value.ShouldBeInRange(0, 100);
    }

    [Fact]
    public void Score_KeepsTheCustomersMood()
    {
        var turned = new Dialogue().Customer("bad", 1, 4, "angry").Agent("sorry", 5, 8).Agent("done", 9, 12).Customer("thanks", 13, 16, "grateful");

        Score(turned).CustomerMood!.ShouldSatisfyAllConditions(
            mood => mood.Quarters.ShouldBe([-5, null, null, 5]), mood => mood.Change.ShouldBe(MoodChange.Better));
    }

    [Fact]
    public void Constructor_Refuses_OptionsOutOfRange() =>
        Should.Throw<InputException>(() => new CallScorer(TimeProvider.System, new ScoringOptions { ReviewBelow = 1.2 }))
            .Message.ShouldBe("The scoring option ReviewBelow is 1.2; set it from 0 to 1.");

    private static Evaluation Score(Dialogue dialogue, CallScores? scores = null, string text = ScorecardYaml.Valid, SpokenLanguage? spoken = null)
    {
        var transcript = dialogue.Transcript();
        return new CallScorer(new FakeTimeProvider(Now)).Score(
            "call-7",
            transcript,
            ConversationMeter.Measure(transcript),
            dialogue.Reading(scores) with { Spoken = spoken },
            ScorecardReader.Read(text, "mini.yaml"));
    }
}
