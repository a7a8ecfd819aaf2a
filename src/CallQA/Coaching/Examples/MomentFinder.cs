using CallQA.Scoring;

namespace CallQA.Coaching.Examples;

/// <summary>Finds the moments of one call that show how a skill or question was handled, from the evidence of its evaluation.</summary>
public static class MomentFinder
{
    // In the unit of a whole step: what moves a score by less than a twentieth shows nothing.
    private const double LeastContribution = 0.05;

    // Turns of the same passage: an answer of the customer may stand between.
    private const int SamePassage = 2;

    // A mood that long ago is no longer the situation.
    private const int JustBefore = 3;

    // More is no passage that anybody listens to.
    private const int LongestTurnAround = 12;

    // Whoever was upset in a single turn was hardly angry.
    private const double OnceUpset = 0.5;

    /// <summary>Finds the moments.</summary>
    /// <param name="topic">What is looked for.</param>
    /// <param name="call">The call.</param>
    /// <param name="evaluation">The machine's evaluation of it.</param>
    /// <returns>In the order of the call; those of a turn-around have no times yet.</returns>
    public static IReadOnlyList<ExampleMoment> Find(ExampleTopic topic, MomentCall call, Evaluation evaluation)
    {
        var moods = Moods(evaluation);
        var cited = Cited(topic, evaluation).Where(cited => Math.Abs(cited.Share) >= LeastContribution).ToList();
        return
        [
            .. Passages(cited.Where(one => one.Share > 0)).Concat(Passages(cited.Where(one => one.Share < 0))).Select(passage => ToMoment(call, passage, moods))
                .Concat(topic.TurnAround ? TurnAround(call, moods) : [])
                .OrderBy(moment => moment.FirstTurn).ThenBy(moment => moment.Good),
        ];
    }

    private static IEnumerable<CitedTurn> Cited(ExampleTopic topic, Evaluation evaluation)
    {
        var answered = evaluation.Answers.Where(answer => topic.Questions.Contains(answer.Question))
            .SelectMany(answer => answer.Evidence.Select(evidence => new CitedTurn("question:" + answer.Question, evidence, answer.Confidence * evidence.Contribution / answer.MaxPoints)));
        return answered.Concat(topic.Criteria.SelectMany(criterion => Of(criterion, evaluation.Scores))).Where(one => one.Evidence is { Start: not null, End: not null });
    }

    private static IEnumerable<CitedTurn> Of(Criterion criterion, CallScores scores) => criterion switch
    {
        Criterion.Empathy => Of("measure:empathy", scores.Empathy),
        Criterion.Courtesy => Of("measure:courtesy", scores.Courtesy),
        _ => Of("measure:resolution", scores.Resolution),
    };

    // A turn that moves a score by a whole step is as telling as any.
    private static IEnumerable<CitedTurn> Of<T>(string source, CriterionScore<T> score)
        where T : struct => score.Evidence.Select(evidence => new CitedTurn(source, evidence, score.Confidence * Math.Clamp(evidence.Contribution, -1, 1)));

    private static List<List<CitedTurn>> Passages(IEnumerable<CitedTurn> cited)
    {
        var passages = new List<List<CitedTurn>>();
        foreach (var one in cited.OrderBy(one => one.Evidence.Turn))
        {
            if (passages.Count > 0 && one.Evidence.Turn - passages[^1][^1].Evidence.Turn <= SamePassage) passages[^1].Add(one);
            else passages.Add([one]);
        }

        return passages;
    }

    private static ExampleMoment ToMoment(MomentCall call, List<CitedTurn> passage, List<(int Turn, CustomerSituation Mood)> moods)
    {
        var first = passage[0].Evidence.Turn;
        var before = moods.LastOrDefault(mood => mood.Turn < first && mood.Turn >= first - JustBefore, (Turn: -1, Mood: CustomerSituation.Calm)).Mood;
        var strongest = passage.MaxBy(one => Math.Abs(one.Share))!;
        return new(call, strongest.Source, first, passage[^1].Evidence.Turn, Math.Clamp(passage.Sum(one => one.Share), -1, 1), before)
        {
            Start = passage.Min(one => one.Evidence.Start),
            End = passage.Max(one => one.Evidence.End),
        };
    }

    // From the last turn in which the customer is upset to the next, in which they are pleased; or that turn and its answer, when they never are.
    private static IEnumerable<ExampleMoment> TurnAround(MomentCall call, List<(int Turn, CustomerSituation Mood)> moods)
    {
        var upset = moods.FindLastIndex(mood => mood.Mood == CustomerSituation.Upset);
        if (upset < 0) yield break;
        var (first, turned) = (moods[upset].Turn, upset + 1 < moods.Count);
        var last = turned ? moods[upset + 1].Turn : first + SamePassage;
        var often = moods.Count(mood => mood.Mood == CustomerSituation.Upset);
        if (last - first <= LongestTurnAround) yield return new(call, "mood", first, last, (turned ? 1 : -1) * Math.Min(1, often * OnceUpset), CustomerSituation.Upset);
    }

    private static List<(int Turn, CustomerSituation Mood)> Moods(Evaluation evaluation) =>
    [
        .. (evaluation.CustomerEmotions ?? []).OrderBy(emotion => emotion.Turn)
            .Select(emotion => (emotion.Turn, emotion.Emotion is "satisfied" or "grateful" ? CustomerSituation.Pleased : CustomerSituation.Upset)),
    ];

    private sealed record CitedTurn(string Source, Evidence Evidence, double Share);
}
