using CallQA.Redaction;
using CallQA.Transcription;

namespace CallQA.Tests.Redaction;

/// <summary>Short transcripts: <c>A: …</c> for the agent, <c>C: …</c> for the customer, a turn each.</summary>
internal static class Spoken
{
    public static Transcript Of(string language, params string[] turns) => new("call", language, [.. turns.Select(Turn)]);

    /// <summary>The same with words of half a second each, on end.</summary>
    public static Transcript Timed(string language, params string[] turns)
    {
        var clock = TimeSpan.Zero;
        return new Transcript("call", language, [.. turns.Select(turn => Timed(Turn(turn), ref clock))]);
    }

    public static IReadOnlyList<Finding> Find(params string[] turns) => Find(Of("en", turns), KnownNames.None);

    public static IReadOnlyList<Finding> Find(Transcript transcript, KnownNames names) =>
        new Redactor(new RedactionOptions { Kinds = RedactionOptions.AllKinds }).Find(transcript, names);

    private static Turn Turn(string said) => new(said[0] == 'A' ? Speaker.Agent : Speaker.Customer, said[3..]);

    private static Turn Timed(Turn turn, ref TimeSpan clock)
    {
        var (start, words) = (clock, new List<Word>());
        foreach (var word in turn.Text.Split(' '))
        {
            words.Add(new Word(word, clock, clock + TimeSpan.FromSeconds(0.5), 0.75));
            clock += TimeSpan.FromSeconds(0.5);
        }

        return turn with { Start = start, End = clock, Words = words };
    }
}
