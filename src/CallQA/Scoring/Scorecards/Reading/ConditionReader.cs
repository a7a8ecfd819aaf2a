using CallQA.Yaml;
using YamlDotNet.RepresentationModel;

namespace CallQA.Scoring.Scorecards.Reading;

/// <summary>Reads under <c>when</c> one condition or a list of them.</summary>
internal sealed class ConditionReader(ProblemList problems)
{
    private readonly Dictionary<string, IReadOnlyList<ScorecardOption>> earlier = [];

    /// <summary>Makes a question known to the conditions of later ones.</summary>
    public void Remember(string question, IReadOnlyList<ScorecardOption> options) => earlier.TryAdd(question, options);

    public IReadOnlyList<QuestionCondition> Read(Fields question, string what)
    {
        var when = question.Optional("when");
        IEnumerable<YamlNode> nodes = when is YamlSequenceNode list ? list.Children : when is null ? [] : [when];
        return [.. nodes.Select(node => Condition(node, $"{what}: 'when'")).OfType<QuestionCondition>()];
    }

    private QuestionCondition? Condition(YamlNode node, string what)
    {
        var fields = new Fields(node, what, problems, "call-has", "question", "is");
        if (fields.Has("call-has") == fields.Has("question"))
        {
            problems.Add(node, $"{what} needs either 'call-has: FEATURE' or 'question: ID' with 'is: VALUE'.");
            return null;
        }

        return fields.Has("call-has") ? Feature(fields, what) : Answer(fields, what);
    }

    private CallHas? Feature(Fields fields, string what)
    {
        foreach (var (node, name) in fields.Values("call-has"))
        {
            if (Keywords.Features.TryGetValue(name, out var feature))
                return new CallHas(feature);
            problems.Add(node, $"{what} asks for the unknown feature '{name}'; the features are {string.Join(", ", Keywords.Features.Keys)}.");
        }

        return null;
    }

    private Answered? Answer(Fields fields, string what)
    {
        if (fields.Id("question") is not { } question)
            return null;
        var values = fields.Values("is");
        if (!earlier.TryGetValue(question, out var options))
        {
            problems.Add(
                fields.Optional("question")!,
                $"{what} looks at the question '{question}', which does not come before this one; name an earlier question.");
            return null;
        }

        var known = options.Select(option => option.Value).ToList();
        foreach (var (node, value) in values.Where(value => known.Count > 0 && !known.Contains(value.Value)))
            problems.Add(node, $"{what} waits for '{value}', but '{question}' has only {string.Join(", ", known)}.");
        return new Answered(question, [.. values.Select(value => value.Value)]);
    }
}
