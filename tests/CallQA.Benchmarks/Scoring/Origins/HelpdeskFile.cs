using System.Text.Json;

namespace CallQA.Benchmarks.Scoring.Origins;

/// <summary>
/// Short Text Conversation 3 (NTCIR-14, Zeng et al. 2017): conversations of real customers with company helpdesks, translated
/// from Chinese by people; 19 people judged from −2 to 2 how far the task was accomplished.
/// </summary>
internal static class HelpdeskFile
{
    private const double Success = 0.5;
    private const double Failure = -0.5;

    public static IEnumerable<OriginConversation> Read(string path)
    {
        using var file = File.OpenRead(path);
        using var document = JsonDocument.Parse(file);
        foreach (var dialogue in document.RootElement.EnumerateArray())
        {
            var turns = dialogue.GetProperty("turns").EnumerateArray().SelectMany(TurnsOf).ToList();
            var accomplished = dialogue.GetProperty("annotations").EnumerateArray()
                .Average(one => one.GetProperty("quality").GetProperty("A").GetInt32());
            if (turns.Count > 0 && accomplished is >= Success or <= Failure)
                yield return new("helpdesk-" + dialogue.GetProperty("id").GetString(), "en", turns, accomplished >= Success);
        }
    }

    /// <summary>What somebody sent in one go; pictures and emoji were not kept and leave empty messages.</summary>
    private static IEnumerable<OriginTurn> TurnsOf(JsonElement turn)
    {
        var speaker = turn.GetProperty("sender").GetString() == "customer" ? OriginTurn.Customer : OriginTurn.Agent;
        var messages = turn.GetProperty("utterances").EnumerateArray().Select(one => one.GetString()!).Where(text => text.Trim().Length > 0);
        return messages.Select(text => new OriginTurn(speaker, text));
    }
}
