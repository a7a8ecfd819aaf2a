using System.Text.Json;

namespace CallQA.Benchmarks.Scoring.Origins;

/// <summary>
/// ESConv (Liu et al. 2021), the part its authors rejected: people in distress and untrained helpers, who named the strategy
/// behind every message.
/// </summary>
internal static class EmotionalSupportFile
{
    private static readonly string[] Empathic = ["Affirmation and Reassurance", "Approval and Reassurance", "Reflection of feelings"];
    private static readonly string[] Other = ["Questions", "Question", "Providing Suggestions", "Direct Guidance", "Information"];

    public static IEnumerable<OriginConversation> Read(string path)
    {
        using var file = File.OpenRead(path);
        using var document = JsonDocument.Parse(file);
        var number = 0;
        foreach (var conversation in document.RootElement.EnumerateArray())
        {
            var turns = conversation.GetProperty("dialog").EnumerateArray().Select(TurnOf).Where(turn => turn.Text.Length > 0).ToList();
            yield return new(FormattableString.Invariant($"esconv-{++number}"), "en", turns);
        }
    }

    private static OriginTurn TurnOf(JsonElement turn)
    {
        var text = turn.GetProperty("content").GetString()!.Trim();
        if (turn.GetProperty("speaker").GetString() != "listener")
            return new(OriginTurn.Customer, text);
        var strategy = turn.GetProperty("annotation").TryGetProperty("strategy", out var named) ? named.GetString() : null;
        return new(OriginTurn.Agent, text, Empathic.Contains(strategy) ? true : Other.Contains(strategy) ? false : null);
    }
}
