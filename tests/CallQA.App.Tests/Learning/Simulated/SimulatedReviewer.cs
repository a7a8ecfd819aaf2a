using CallQA.Agreement;
using CallQA.App.Learning;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Scoring;

namespace CallQA.App.Tests.Learning.Simulated;

/// <summary>
/// Reviews calls as people do: now and then a step off what is right, so that the weighted kappa of review and truth is about 0.9. What it
/// hands on is what the learning loop takes from the store.
/// </summary>
internal sealed class SimulatedReviewer(ulong seed = 77)
{
    private const int Agents = 12;
    private const int Hundred = 100;
    private const int ScoreOff = 36;
    private const int ResolutionOff = 12;

    private readonly RepeatableChance chance = new(seed);

    /// <summary>The call with what the reviewer says of it.</summary>
    public LabelledConversation Judge(LabelledConversation call) => call with
    {
        Empathy = Off(call.Empathy!.Value, 1, 5, ScoreOff),
        Courtesy = Off(call.Courtesy!.Value, 1, 5, ScoreOff),
        Resolution = (Resolution)Off((int)call.Resolution!.Value, 0, 2, ResolutionOff),
    };

    /// <summary>Reviews as the learning loop reads them from the store.</summary>
    public IReadOnlyList<ReviewedCall> Review(IEnumerable<LabelledConversation> calls) =>
        [.. calls.Select((call, index) => new ReviewedCall(
            call.Id, $"a-{index % Agents}", index + 1, DateTimeOffset.UnixEpoch.AddMinutes(index),
            Judge(call) with { Id = ReviewedCall.IdOf(call.Id), Part = ReviewedCall.PartOf(call.Id), Source = ReviewLines.Source }))];

    private int Off(int value, int least, int most, int percent)
    {
        if (chance.Next(Hundred) >= percent) return value;
        var moved = value + (chance.Next(2) == 0 ? 1 : -1);
        return moved < least ? least + 1 : moved > most ? most - 1 : moved;
    }
}
