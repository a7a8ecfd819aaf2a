using CallQA.Agreement;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.App.Tests.Learning.Simulated;

/// <summary>
/// Calls of a contact centre that the corpus knows nothing like: a trade, a dialect and house phrases of its own. Scores are drawn first, and
/// what is said follows from them by the rubric; what is learnt from and what is tested on share no sentence of the agent longer than a few words.
/// </summary>
internal sealed class FerryLine
{
    private const int LongEnough = 7;
    private const int MostTries = 200;

    private readonly PhraseBook book = new(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "ferry-line.txt")));
    private readonly HashSet<string> learnt = new(StringComparer.Ordinal);
    private readonly RepeatableChance chance;

    public FerryLine(ulong seed = RepeatableChance.DefaultSeed) => chance = new(seed);

    /// <summary>Calls whose scores are the truth. Those to learn from have to be made before those to test on.</summary>
    /// <param name="count">How many.</param>
    /// <param name="tested">True for calls that are only tested on.</param>
    public IReadOnlyList<LabelledConversation> Calls(int count, bool tested) =>
        [.. Enumerable.Range(1, count).Select(number => Call($"ferry-{(tested ? "test" : "review")}-{number:000}", tested))];

    private LabelledConversation Call(string id, bool tested)
    {
        var plan = new CallPlan(1 + chance.Next(5), 1 + chance.Next(5), (Resolution)chance.Next(3), Sore: chance.Next(3) > 0);
        var turns = new List<LabelledTurn>();
        var agent = new AgentManner(plan, chance);
        Say(Speaker.Agent, agent.Greeting);
        Say(Speaker.Customer, "opening.plain", agent.Hardship ? "hardship" : null, agent.Hardship ? "mood.sore" : "mood.even");
        Say(Speaker.Agent, agent.Reaction(), agent.Manner(), "ask");
        Say(Speaker.Customer, "give");
        for (var more = chance.Next(4); more > 0; more--)
        {
            Say(Speaker.Agent, agent.Manner(), chance.Next(2) == 0 ? "work" : "ask");
            Say(Speaker.Customer, chance.Next(2) == 0 ? "chat" : "give", agent.Hardship && chance.Next(3) == 0 ? "mood.sore" : null);
            Say(Speaker.Agent, agent.Reaction(), "reply");
        }

        Say(Speaker.Agent, agent.Manner(), "act", "work");
        Say(Speaker.Customer, agent.Hardship ? "mood.sore" : "chat");
        Say(Speaker.Agent, agent.Reaction(), agent.Manner(), plan.Resolution.ToString().ToLowerInvariant());
        Say(Speaker.Customer, plan.Resolution.ToString().ToLowerInvariant() is var outcome && chance.Next(4) > 0 ? outcome + ".reaction" : "even.reaction");
        Say(Speaker.Agent, agent.Rest(), agent.Parting);
        Say(Speaker.Customer, "bye");
        return new(id, "en", ConversationKind.Call, CorpusPart.Test, id, turns, plan.Empathy, plan.Courtesy, plan.Resolution);

        void Say(Speaker speaker, params string?[] sections)
        {
            var wanted = sections.OfType<string>().ToList();
            if (wanted.Count > 0) turns.Add(new(speaker, Sentence(speaker, wanted, tested)));
        }
    }

    private string Sentence(Speaker speaker, List<string> sections, bool tested)
    {
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var sentence = string.Join(' ', sections.Select(section => book.Say(section, tested, chance)));
            if (!tested) learnt.Add(sentence);
            if (!tested || speaker == Speaker.Customer || sentence.Split(' ').Length < LongEnough || !learnt.Contains(sentence)) return sentence;
        }

        throw new InvalidOperationException($"{string.Join(", ", sections)} hold too few phrases for calls that share none.");
    }
}

/// <summary>What a call is to be like.</summary>
/// <param name="Empathy">1–5.</param>
/// <param name="Courtesy">1–5.</param>
/// <param name="Resolution">How it ends.</param>
/// <param name="Sore">True when the caller tells of hardship although the empathy does not ask for it.</param>
internal sealed record CallPlan(int Empathy, int Courtesy, Resolution Resolution, bool Sore);
