using System.Text;
using CallQA.Interchange;
using CallQA.Recordings;
using CallQA.Redaction;
using CallQA.Scoring;
using CallQA.Scoring.Scorecards;
using CallQA.Tests.Fuzzing;
using CallQA.Transcription;

namespace CallQA.Tests.Interchange;

/// <summary>Ten thousand damaged and hostile versions of a vCon with transcript, evaluation and scorecard: what is taken over fits together, or a sentence says why not.</summary>
public sealed class CallTakeOverTests
{
    private const string Card = """
        id: service-call
        version: 3
        languages: [en]
        title: {en: Service call}
        sections:
          - id: opening
            title: {en: Opening}
            weight: 1
            questions:
              - id: greeting
                text: {en: "Does the agent greet?"}
                rule: greeting
                with: {within: 20}
                options:
                  - {value: "yes", points: 1, label: {en: "Yes"}}
                  - {value: partly, points: 0.5, label: {en: Partly}}
                  - {value: "no", points: 0, label: {en: "No"}}
        """;

    private static readonly DateTimeOffset Start = new(2026, 3, 31, 14, 5, 0, TimeSpan.FromHours(2));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Call Called => new(
        "c-1", new string('a', 64), "a.wav", TimeSpan.FromSeconds(66.5), 8000, 2, new CallMetadata { CallId = "c-1", StartTime = Start, AgentName = "Emily Carter" }, CallStage.Scored, Start);

    private static Transcript Said => new(
        "c-1",
        "en",
        [
            new(Speaker.Agent, "Good morning.", TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1.5), 0.9, [new("Good", TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), 0.8), new("morning.", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.5), 1)]),
            new(Speaker.Customer, "My parcel is late.", TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)),
        ],
        TimeSpan.FromSeconds(66.5),
        new("callqa-whisper/2", "base@0011aabb", "beam=5"));

    [Fact]
    public async Task DecideAsync_TakesOverWhatFits_OrSaysWhyNot_WhateverTheFileHolds()
    {
        var good = await WrittenAsync();
        var random = new Random(7);
        (await DecideAsync(good)).Results!.Evaluation.ShouldNotBeNull("the original is taken over whole");
        var (whole, transcripts, refused) = (0, 0, 0);
        for (var number = 0; number < 10_000; number++)
        {
            var content = HostileInput.Of(good, random);
            try
            {
                var (results, notes) = await DecideAsync(content);
                notes.ShouldAllBe(note => note.Sentence.EndsWith('.'));
                if (results is null) continue;
                results.Transcript.TakenOver.ShouldNotBeNull();
                results.Transcript.Turns.ShouldAllBe(turn => turn.End == null || turn.End <= TimeSpan.FromSeconds(68));
                if (results.Evaluation is null) transcripts++;
                else whole++;
            }
            catch (InputException exception)
            {
                exception.Message.ShouldNotBeNullOrWhiteSpace();
                refused++;
            }
        }

        (whole, transcripts, refused).ShouldSatisfyAllConditions(
            counts => counts.whole.ShouldBePositive(), counts => counts.transcripts.ShouldBePositive(), counts => counts.refused.ShouldBePositive());
    }

    [Theory]
    [InlineData("[-5,0,null]", MoodChange.None)]
    [InlineData("[-5,0,null,9]", MoodChange.Better)]
    [InlineData("[-5,0,null,5]", MoodChange.Worse)]
    [InlineData("[]", MoodChange.None)]
    public async Task DecideAsync_TakesNoEvaluationOver_WhenTheMoodIsNoneThatACallCanHave(string quarters, MoodChange change)
    {
        var mood = new CustomerMood(0, System.Text.Json.JsonSerializer.Deserialize<double?[]>(quarters)!, change);

        var (results, notes) = await DecideAsync(await WrittenAsync(mood));

        (results!.Evaluation, notes.Count(note => note.Sentence.Contains("mood of the customer", StringComparison.Ordinal))).ShouldBe((null, 1));
    }

    private static async Task<(TakenOverResults? Results, IReadOnlyList<TakeOverNote> Notes)> DecideAsync(byte[] content)
    {
        var vcon = await VconReader.ReadAsync(content, "a.vcon", new VconReading(), Token);
        var redactor = new Redactor(new RedactionOptions { Kinds = RedactionOptions.AllKinds });
        var takeOver = new CallTakeOver(
            TakeOverRule.Always, redactor, (reference, _) => Task.FromResult(reference == "service-call@3" ? ScorecardReader.Read(Card, "here") : null));
        return await takeOver.DecideAsync(vcon, "a.vcon", Called, Token);
    }

    private static async Task<byte[]> WrittenAsync(CustomerMood? mood = null)
    {
        Evidence[] cited = [new(0, Speaker.Agent, "Good morning.", TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1.5), 0.4)];
        var score = new CriterionScore<int>(4, 0.8, "warm", cited, NeedsReview: false);
        var evaluation = new Evaluation(
            "c-1", Evaluator.Machine, "service-call@3", "callqa-scoring/1+x", new CallScores(score, score, new(Resolution.Resolved, 0.9, "done", cited, NeedsReview: false)),
            [new Answer("greeting", "yes", 1, 1, true, 0.9, "said so", cited, false)], [new SectionResult("opening", 100, 1)], 100, false, Start.AddHours(2))
        {
            CustomerMood = mood ?? new(-1.2, [-5, 0, null, 5], MoodChange.Better),
        };
        using var target = new MemoryStream();
        await VconWriter.WriteAsync(new EvaluatedCall(Called, Said, null, evaluation), new VconRecording(new MemoryStream(Encoding.ASCII.GetBytes("abc")), "a.wav"), target, Token, scorecard: Card);
        return target.ToArray();
    }
}
