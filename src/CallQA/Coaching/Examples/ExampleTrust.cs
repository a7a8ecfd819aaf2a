namespace CallQA.Coaching.Examples;

/// <summary>A trainer's verdict on what was found.</summary>
/// <param name="Source">What it was found by.</param>
/// <param name="Good">Whether it was shown as one to do likewise.</param>
/// <param name="Confirmed">Whether the trainer agrees.</param>
public sealed record TrainerVerdict(string Source, bool Good, bool Confirmed);

/// <summary>How far each source of moments may be believed, as the trainers' verdicts on its moments teach.</summary>
/// <param name="verdicts">All verdicts on one topic.</param>
public sealed class ExampleTrust(IEnumerable<TrainerVerdict> verdicts)
{
    // As if two had been confirmed and two rejected before anybody judged: a single verdict changes little.
    private const double Prior = 2;

    private readonly Dictionary<(string Source, bool Good), double> trust = verdicts.GroupBy(verdict => (verdict.Source, verdict.Good))
        .ToDictionary(group => group.Key, group => 2 * (group.Count(verdict => verdict.Confirmed) + Prior) / (group.Count() + (2 * Prior)));

    /// <summary>The weight of a moment's source: 1 without verdicts, towards 2 when all are confirmed, towards 0 when all are rejected.</summary>
    /// <param name="moment">The moment.</param>
    public double Of(ExampleMoment moment) => trust.GetValueOrDefault((moment.Source, moment.Good), 1);
}
