using System.Text.Json.Serialization;
using CallQA.Transcription;

namespace CallQA.Scoring;

/// <summary>How the customer's mood changes over a call.</summary>
public enum MoodChange
{
    /// <summary>It stays on its side, or the customer says too little to tell.</summary>
    None,

    /// <summary>Bad at first, good at the end: the turn-around that trainers look for.</summary>
    Better,

    /// <summary>Not bad at first, bad at the end.</summary>
    Worse,
}

/// <summary>The customer's mood, from −5 (all turns frustrated, angry, worried or sad) to 5 (all satisfied or grateful). Definition: <c>docs/metrics.md</c>.</summary>
/// <param name="Overall">Over the whole call; null when the customer says nothing.</param>
/// <param name="Quarters">By quarter of the call, four entries; null where the customer says nothing.</param>
/// <param name="Change">Whether it turns around.</param>
public sealed record CustomerMood(double? Overall, IReadOnlyList<double?> Quarters, MoodChange Change)
{
    private const double Full = 5;
    private const int QuarterCount = 4;

    /// <summary>Whether a quarter of the first half is below 0; null when the customer says nothing in it.</summary>
    [JsonIgnore]
    public bool? BeganUpset => Beginning(Quarters) is { } beginning ? beginning < 0 : null;

    /// <summary>Whether a customer who began upset ends in a good mood; null where none did, or where nothing is said in the second half.</summary>
    [JsonIgnore]
    public bool? TurnedRound => BeganUpset == true && End(Quarters) is { } end ? end > 0 : null;

    /// <summary>False for one that no call can have: what comes from elsewhere may hold anything.</summary>
    internal bool IsSound => Quarters is { Count: QuarterCount } && Quarters.Append(Overall).All(mood => mood is null or (>= -Full and <= Full)) && Change == ChangeOf(Quarters);

    /// <summary>Reads the mood off the labels of the customer's turns.</summary>
    /// <param name="transcript">The call; with times the quarters are of its time, without of its turns.</param>
    /// <param name="reading">What the models say about the same transcript.</param>
    public static CustomerMood Of(Transcript transcript, CallReading reading) =>
        Of(transcript, reading.Turns.Where(turn => turn.Emotion is not null).Select(turn => (turn.Turn, SideOf(turn.Emotion!.Label))));

    /// <summary>Reads the mood off the labels that an evaluation keeps.</summary>
    /// <param name="transcript">The call; with times the quarters are of its time, without of its turns.</param>
    /// <param name="emotions">The customer's turns with an emotion; all others of theirs are neutral.</param>
    public static CustomerMood Of(Transcript transcript, IReadOnlyList<CustomerEmotion> emotions) => Of(transcript, SidesOf(transcript, emotions));

    /// <summary>Where the mood goes over to the other side: to bad where it was not, to good where it was bad. A neutral turn leaves it where it is.</summary>
    /// <param name="transcript">The call.</param>
    /// <param name="emotions">The customer's turns with an emotion; all others of theirs are neutral.</param>
    public static IReadOnlyList<MoodFlip> FlipsOf(Transcript transcript, IReadOnlyList<CustomerEmotion> emotions)
    {
        var flips = new List<MoodFlip>();
        int? before = null;
        foreach (var (turn, side) in SidesOf(transcript, emotions))
        {
            if (before >= 0 && side < 0) flips.Add(new(turn, MoodChange.Worse));
            else if (before < 0 && side > 0) flips.Add(new(turn, MoodChange.Better));
            if (before is null || side != 0) before = side;
        }

        return flips;
    }

    /// <summary>Whether an emotion counts as bad.</summary>
    public static bool IsBad(string emotion) => SideOf(emotion) < 0;

    private static CustomerMood Of(Transcript transcript, IEnumerable<(int Turn, int Side)> sides)
    {
        var turns = sides.Select(turn => (Quarter: QuarterOf(transcript, turn.Turn), Mood: turn.Side, Words: Words(transcript.Turns[turn.Turn]))).ToList();
        var quarters = Enumerable.Range(0, QuarterCount)
            .Select(quarter => Mean([.. turns.Where(turn => turn.Quarter == quarter).Select(turn => (turn.Mood, turn.Words))]))
            .ToList();
        return new(Mean([.. turns.Select(turn => (turn.Mood, turn.Words))]), quarters, ChangeOf(quarters));
    }

    private static MoodChange ChangeOf(IReadOnlyList<double?> quarters) => (Beginning(quarters), End(quarters)) switch
    {
        ( < 0, > 0) => MoodChange.Better,
        ( >= 0, < 0) => MoodChange.Worse,
        _ => MoodChange.None,
    };

    /// <summary>The worse quarter of the first half.</summary>
    private static double? Beginning(IReadOnlyList<double?> quarters) => quarters.Take(QuarterCount / 2).Min();

    /// <summary>The last quarter with words in the second half.</summary>
    private static double? End(IReadOnlyList<double?> quarters) => quarters.Skip(QuarterCount / 2).LastOrDefault(mood => mood is not null);

    private static int QuarterOf(Transcript transcript, int index)
    {
        if (!transcript.HasTimes)
            return QuarterCount * index / transcript.Turns.Count;
        var turn = transcript.Turns[index];
        var length = transcript.Duration ?? transcript.Turns.Max(one => one.End!.Value);
        var middle = (turn.Start!.Value + turn.End!.Value) / 2;
        return length <= TimeSpan.Zero ? 0 : Math.Clamp((int)(QuarterCount * (middle / length)), 0, QuarterCount - 1);
    }

    /// <summary>The mean by number of words: a sigh weighs less than a story.</summary>
    private static double? Mean(IReadOnlyList<(int Mood, int Words)> turns) =>
        turns.Count == 0 ? null : Math.Round(Full * turns.Sum(turn => turn.Mood * turn.Words) / turns.Sum(turn => turn.Words), 2);

    private static int Words(Turn turn) => Math.Max(1, turn.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);

    private static IEnumerable<(int Turn, int Side)> SidesOf(Transcript transcript, IReadOnlyList<CustomerEmotion> emotions)
    {
        var known = emotions.ToDictionary(emotion => emotion.Turn, emotion => SideOf(emotion.Emotion));
        return transcript.Turns.Index().Where(turn => turn.Item.Speaker == Speaker.Customer).Select(turn => (turn.Index, known.GetValueOrDefault(turn.Index)));
    }

    private static int SideOf(string emotion) => emotion switch
    {
        "satisfied" or "grateful" => 1,
        "frustrated" or "angry" or "worried" or "sad" => -1,
        _ => 0,
    };
}
