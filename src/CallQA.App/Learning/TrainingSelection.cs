using CallQA.Engines.Scoring.Corpus;

namespace CallQA.App.Learning;

/// <summary>Which of the reviewed calls are learnt from and compared on.</summary>
/// <param name="Conversations">Them, in a fixed order.</param>
/// <param name="LeftOut">Calls left out, by reason.</param>
internal sealed record TrainingSelection(IReadOnlyList<LabelledConversation> Conversations, IReadOnlyDictionary<string, int> LeftOut)
{
    /// <summary>Calls of one agent that are learnt from at most.</summary>
    public const int MostOfAnAgent = 40;

    /// <summary>How many times more often than the rarest score of a criterion another may stand.</summary>
    public const int MostTimes = 3;

    /// <summary>Calls with a score that are always learnt from, however rare others are.</summary>
    public const int AlwaysKept = 10;

    /// <summary>Calls whose words another call has already.</summary>
    public const string SameWords = "same words";

    /// <summary>Calls of an agent of whom enough are there.</summary>
    public const string SameAgent = "same agent";

    /// <summary>Calls that only have scores of which there are plenty.</summary>
    public const string PlentifulScores = "plentiful scores";

    /// <summary>
    /// Leaves out calls with the same words, and of those that are learnt from the surplus: of an agent, and of scores that stand more than three
    /// times as often as the rarest. What is compared on stays as life brings it.
    /// </summary>
    public static TrainingSelection Of(IEnumerable<ReviewedCall> calls)
    {
        var (kept, leftOut) = (new List<LabelledConversation>(), new SortedDictionary<string, int>(StringComparer.Ordinal));
        var different = new List<ReviewedCall>();
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var call in calls.OrderBy(call => call.FirstReview).ThenBy(call => call.CallId, StringComparer.Ordinal))
        {
            if (words.Add(ReviewLines.WordsOf(call.Conversation))) different.Add(call);
            else Leave(SameWords);
        }

        var balance = new Balance(different.Where(call => call.Conversation.Part == CorpusPart.Train).Select(call => call.Conversation));
        // The order of the identifiers' digests prefers neither early nor late calls.
        foreach (var call in different.OrderBy(call => call.Conversation.Id, StringComparer.Ordinal))
        {
            if (call.Conversation.Part == CorpusPart.Train && balance.Objection(call) is { } objection) Leave(objection);
            else kept.Add(call.Conversation);
        }

        return new(kept, leftOut);

        void Leave(string reason) => leftOut[reason] = leftOut.GetValueOrDefault(reason) + 1;
    }

    /// <summary>How many calls of each score and agent have been taken.</summary>
    private sealed class Balance
    {
        private readonly Dictionary<(string Criterion, int Score), int> most = [];
        private readonly Dictionary<(string Criterion, int Score), int> taken = [];
        private readonly Dictionary<string, int> ofAgent = new(StringComparer.Ordinal);

        public Balance(IEnumerable<LabelledConversation> calls)
        {
            foreach (var criterion in calls.SelectMany(Scores).GroupBy(score => score.Criterion))
            {
                var counts = criterion.GroupBy(score => score.Score).ToDictionary(group => group.Key, group => group.Count());
                foreach (var score in counts.Keys) most[(criterion.Key, score)] = Math.Max(AlwaysKept, MostTimes * counts.Values.Min());
            }
        }

        public string? Objection(ReviewedCall call)
        {
            if (call.Agent is { } agent && ofAgent.GetValueOrDefault(agent) >= MostOfAnAgent) return SameAgent;
            var scores = Scores(call.Conversation).ToList();
            // A rare score is worth having, whatever the other criteria say.
            if (scores.Count > 0 && scores.TrueForAll(score => taken.GetValueOrDefault(score) >= most[score])) return PlentifulScores;
            foreach (var score in scores) taken[score] = taken.GetValueOrDefault(score) + 1;
            if (call.Agent is { } known) ofAgent[known] = ofAgent.GetValueOrDefault(known) + 1;
            return null;
        }

        private static IEnumerable<(string Criterion, int Score)> Scores(LabelledConversation call)
        {
            if (call.Empathy is { } empathy) yield return ("empathy", empathy);
            if (call.Courtesy is { } courtesy) yield return ("courtesy", courtesy);
            if (call.Resolution is { } resolution) yield return ("resolution", (int)resolution);
        }
    }
}
