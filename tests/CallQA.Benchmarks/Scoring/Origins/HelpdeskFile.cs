using System.Text.Json;

namespace CallQA.Benchmarks.Scoring.Origins;

/// <summary>
/// Short Text Conversation 3 (NTCIR-14, Zeng et al. 2017): conversations of real customers with company helpdesks, translated
/// from Chinese by people; 19 people judged from −2 to 2 how far the task was accomplished.
/// </summary>
internal static class HelpdeskFile
{
    public const string Prefix = "helpdesk-";

    private const string Words = "test_data_en.json";
    private const double Success = 0.5;
    private const double Failure = -0.5;

    public static IEnumerable<OriginConversation> Read(string path)
    {
        using var document = Open(path);
        foreach (var dialogue in document.RootElement.EnumerateArray())
        {
            if (Of(dialogue, dialogue) is { } conversation)
                yield return conversation;
        }
    }

    /// <summary>The test part, whose judgements were published later and in a file of their own beside that of the words.</summary>
    public static IEnumerable<OriginConversation> ReadTest(string path)
    {
        using var judgements = Open(path);
        using var words = Open(Path.Combine(Path.GetDirectoryName(path)!, Words));
        var judged = judgements.RootElement.EnumerateArray().ToDictionary(one => one.GetProperty("id").GetString()!);
        foreach (var dialogue in words.RootElement.EnumerateArray())
        {
            if (judged.TryGetValue(dialogue.GetProperty("id").GetString()!, out var judgement) && Of(dialogue, judgement) is { } conversation)
                yield return HelpdeskTurns.Label(conversation);
        }
    }

    private static JsonDocument Open(string path)
    {
        using var file = File.OpenRead(path);
        return JsonDocument.Parse(file);
    }

    /// <summary>Null where people are of divided opinion or nothing is left of the words.</summary>
    private static OriginConversation? Of(JsonElement dialogue, JsonElement judgement)
    {
        var turns = dialogue.GetProperty("turns").EnumerateArray().SelectMany(TurnsOf).ToList();
        var accomplished = judgement.GetProperty("annotations").EnumerateArray()
            .Average(one => one.GetProperty("quality").GetProperty("A").GetInt32());
        return turns.Count > 0 && accomplished is >= Success or <= Failure
            ? new(Prefix + dialogue.GetProperty("id").GetString(), "en", turns, accomplished >= Success)
            : null;
    }

    /// <summary>What somebody sent in one go; pictures and emoji were not kept and leave empty messages.</summary>
    private static IEnumerable<OriginTurn> TurnsOf(JsonElement turn)
    {
        var speaker = turn.GetProperty("sender").GetString() == "customer" ? OriginTurn.Customer : OriginTurn.Agent;
        var messages = turn.GetProperty("utterances").EnumerateArray().Select(one => one.GetString()!).Where(text => text.Trim().Length > 0);
        return messages.Select(text => new OriginTurn(speaker, text));
    }
}
