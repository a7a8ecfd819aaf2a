using CallQA.Measurement;
using CallQA.Scoring.Criteria;
using CallQA.Scoring.Scorecards;
using CallQA.Transcription;

namespace CallQA.Scoring;

/// <summary>Answers a scorecard for a call: the machine's evaluation. Safe for concurrent use.</summary>
public sealed class CallScorer
{
    private const string Neutral = "neutral";

    private readonly TimeProvider time;
    private readonly ScoringOptions options;

    /// <summary>Makes a scorer.</summary>
    /// <param name="time">Says when the evaluation was made.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="InputException">An option is out of range.</exception>
    public CallScorer(TimeProvider time, ScoringOptions? options = null)
    {
        this.time = time;
        this.options = options ?? new ScoringOptions();
        this.options.Validate();
    }

    /// <summary>Evaluates one call.</summary>
    /// <param name="callId">The call.</param>
    /// <param name="transcript">What was said, with or without times.</param>
    /// <param name="metrics">
    /// Conversation metrics of the same transcript; null without times, and rules that need them do not apply.
    /// </param>
    /// <param name="reading">What the models say about the same transcript.</param>
    /// <param name="scorecard">The form.</param>
    /// <returns>The machine's evaluation, reasons in the call's language (English where that is neither English nor German).</returns>
    public Evaluation Score(
        string callId,
        Transcript transcript,
        ConversationMetrics? metrics,
        CallReading reading,
        Scorecard scorecard)
    {
        transcript = transcript with { Language = (reading.Spoken ?? SpokenLanguage.Of(transcript)).Language };
        reading = HearingDoubt.Apply(reading, transcript, options.UncertainHearingBelow);
        var sheet = new AnswerSheet(new CallFacts(transcript, metrics, reading), options);
        var answers = scorecard.Questions.Select(sheet.Answer).ToList();
        var totals = Totals.Of(scorecard, answers);
        return new Evaluation(
            callId,
            Evaluator.Machine,
            scorecard.Reference,
            reading.Model,
            reading.Scores,
            answers,
            totals.Sections,
            totals.Overall,
            NeedsReview(reading.Scores) || answers.Any(answer => answer.NeedsReview),
            time.GetUtcNow())
        {
            CustomerEmotions = [.. reading.Turns.Where(turn => turn.Emotion is { Label: not Neutral }).Select(turn => new CustomerEmotion(turn.Turn, turn.Emotion!.Label))],
            CustomerMood = CustomerMood.Of(transcript, reading),
        };
    }

    private static bool NeedsReview(CallScores scores) =>
        scores.Empathy.NeedsReview || scores.Courtesy.NeedsReview || scores.Resolution.NeedsReview;
}
