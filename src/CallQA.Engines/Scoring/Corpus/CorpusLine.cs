using System.Text.Json;
using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Training;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.Engines.Scoring.Corpus;

/// <summary>Turns one line of a corpus file into a conversation; complaints name file and line.</summary>
internal sealed class CorpusLine(string file, int number)
{
    public LabelledConversation Parse(string json, ConversationKind kind, IReadOnlyDictionary<string, CorpusPart> split)
    {
        using var document = ReadJson(json);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw Refuse("is not a JSON object");
        var id = Text(root, "id");
        if (id.Contains(EditedCalls.Mark, StringComparison.Ordinal))
            throw Refuse($"has the id '{id}' with a {EditedCalls.Mark}, which marks copies that the training makes; give it one without");
        if (!split.TryGetValue(id, out var part))
            throw Refuse($"has the id '{id}', which split.json does not assign to train, validation or test");
        var conversation = new LabelledConversation(
            id, Language(root), kind, part, Path.GetFileNameWithoutExtension(file), Turns(root, kind));
        return kind switch
        {
            ConversationKind.Call => WithScores(conversation, Member(root, "scores", JsonValueKind.Object)),
            ConversationKind.Ending => conversation with { Resolution = ResolutionOf(root) },
            _ => conversation,
        };
    }

    /// <summary>
    /// Reads a conversation of a file that belongs to no corpus: scores and labels may be missing, <c>success</c>, and on turns
    /// <c>empathic</c> and <c>polite</c>, may be there.
    /// </summary>
    public LabelledConversation ParseAlone(string json)
    {
        using var document = ReadJson(json);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw Refuse("is not a JSON object");
        var conversation = new LabelledConversation(
            Text(root, "id"), Language(root), Word(root, "kind", ConversationKind.Call), Word(root, "part", CorpusPart.Test), Path.GetFileNameWithoutExtension(file), Turns(root, ConversationKind.Call));
        return (root.TryGetProperty("scores", out var scores) ? WithAnyScores(conversation, scores) : conversation) with
        {
            Success = Judgement(root, "success"),
        };
    }

    // Models know languages, not their regions.
    private string Language(JsonElement root) => Dialogue.LanguageOf(Text(root, "language"));

    private T Word<T>(JsonElement root, string name, T otherwise)
        where T : struct, Enum
    {
        if (!root.TryGetProperty(name, out _)) return otherwise;
        var word = Text(root, name);
        return Enum.TryParse<T>(word, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw Refuse($"has the {name} '{word}'; write one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");
    }

    private LabelledConversation WithAnyScores(LabelledConversation conversation, JsonElement scores) => conversation with
    {
        Empathy = scores.TryGetProperty("empathy", out _) ? Score(scores, "empathy") : null,
        Courtesy = scores.TryGetProperty("courtesy", out _) ? Score(scores, "courtesy") : null,
        Resolution = scores.TryGetProperty("resolution", out _) ? ResolutionOf(scores) : null,
    };

    private LabelledConversation WithScores(LabelledConversation conversation, JsonElement scores) => conversation with
    {
        Empathy = Score(scores, "empathy"),
        Courtesy = Score(scores, "courtesy"),
        Resolution = ResolutionOf(scores),
    };

    private List<LabelledTurn> Turns(JsonElement root, ConversationKind kind)
    {
        var turns = new List<LabelledTurn>();
        var list = Member(root, kind == ConversationKind.Exchange ? "context" : "turns", JsonValueKind.Array);
        foreach (var turn in list.EnumerateArray())
            turns.Add(TurnOf(turn, SpeakerOf(turn)));
        if (kind == ConversationKind.Exchange)
            turns.Add(TurnOf(Member(root, "reply", JsonValueKind.Object), Speaker.Agent));
        return turns.Count > 0 ? turns : throw Refuse("has no turns");
    }

    private LabelledTurn TurnOf(JsonElement turn, Speaker speaker) => new(
        speaker,
        Text(turn, "text"),
        Label(turn, TurnLabels.Empathy, "empathy"),
        Label(turn, TurnLabels.Courtesy, "courtesy"),
        Label(turn, TurnLabels.Act, "act"),
        Label(turn, TurnLabels.Emotion, "emotion"),
        Label(turn, TurnLabels.Outcome, "outcome"),
        Judgement(turn, "empathic"),
        Judgement(turn, "polite"));

    private bool? Judgement(JsonElement element, string name) => !element.TryGetProperty(name, out var member)
        ? null
        : member.ValueKind is JsonValueKind.True or JsonValueKind.False ? member.GetBoolean() : throw Refuse($"has a '{name}' that is neither true nor false");

    private Speaker SpeakerOf(JsonElement turn) => Text(turn, "speaker") switch
    {
        "agent" => Speaker.Agent,
        "customer" => Speaker.Customer,
        var other => throw Refuse($"has the speaker '{other}'; write agent or customer"),
    };

    private string? Label(JsonElement turn, IReadOnlyList<string> allowed, string name)
    {
        if (!turn.TryGetProperty(name, out _))
            return null;
        var label = Text(turn, name);
        return allowed.Contains(label)
            ? label
            : throw Refuse($"has the {name} label '{label}'; write one of {string.Join(", ", allowed)}");
    }

    private int Score(JsonElement scores, string name)
    {
        var member = Member(scores, name, JsonValueKind.Number);
        return member.TryGetInt32(out var score) && score is >= 1 and <= 5
            ? score
            : throw Refuse($"has the {name} score {member.GetRawText()}; write a whole number from 1 to 5");
    }

    private Resolution ResolutionOf(JsonElement element) => Text(element, "resolution") switch
    {
        "resolved" => Resolution.Resolved,
        "partial" => Resolution.Partial,
        "unresolved" => Resolution.Unresolved,
        var other => throw Refuse($"has the resolution '{other}'; write resolved, partial or unresolved"),
    };

    private string Text(JsonElement element, string name) => Member(element, name, JsonValueKind.String).GetString()!;

    private JsonElement Member(JsonElement element, string name, JsonValueKind kind)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var member))
            throw Refuse($"has no '{name}'");
        return member.ValueKind == kind
            ? member
            : throw Refuse($"has a '{name}' that is not {Describe(kind)}");
    }

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Array => "a list",
        _ => "an object",
    };

    private JsonDocument ReadJson(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException problem)
        {
            throw new InputException(
                InputFault.Settings, $"{file}, line {number} is not JSON (at byte {problem.BytePositionInLine}); write one object a line.", problem);
        }
    }

    private InputException Refuse(string what) =>
        new(InputFault.Settings, $"{file}, line {number} {what}; see RUBRIC.md for the format.");
}
