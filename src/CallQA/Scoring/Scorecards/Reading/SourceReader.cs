using CallQA.Scoring.Criteria;
using CallQA.Yaml;
using YamlDotNet.RepresentationModel;

namespace CallQA.Scoring.Scorecards.Reading;

/// <summary>Reads who answers a question: a rule, a model or a person.</summary>
internal sealed class SourceReader(LocalTexts texts, ProblemList problems)
{
    public QuestionSource? Read(Fields fields, YamlNode question, string what)
    {
        var manual = fields.Flag("manual");
        var named = new[] { fields.Has("rule"), fields.Has("model"), manual }.Count(given => given);
        if (named != 1)
        {
            problems.Add(question, $"{what} needs exactly one of 'rule: NAME', 'model: NAME' and 'manual: true'.");
            return null;
        }

        if (fields.Has("rule"))
            return Rule(fields, what);
        if (fields.Optional("with") is { } with)
            problems.Add(with, $"{what} has parameters under 'with', which only rules take; remove them.");
        return manual ? new ManualSource() : Model(fields, what);
    }

    private ModelSource? Model(Fields fields, string what)
    {
        foreach (var (node, name) in fields.Values("model"))
        {
            if (Keywords.Models.TryGetValue(name, out var criterion))
                return new ModelSource(criterion);
            problems.Add(node, $"{what} asks for the unknown model '{name}'; the models are {string.Join(", ", Keywords.Models.Keys)}.");
        }

        return null;
    }

    private RuleSource? Rule(Fields fields, string what)
    {
        foreach (var (node, name) in fields.Values("rule"))
        {
            if (RuleCatalog.Find(name) is { } rule)
                return new RuleSource(name, Parameters(fields, node, rule));
            var known = string.Join(", ", RuleCatalog.All.Select(entry => entry.Name));
            problems.Add(node, $"{what} asks for the unknown rule '{name}'; the rules are {known}.");
        }

        return null;
    }

    private RuleParameters Parameters(Fields question, YamlNode ruleNode, Criterion rule)
    {
        var what = $"The rule '{rule.Name}'";
        var allowed = rule.Parameters.Select(parameter => parameter.Name).Concat(rule.TakesPhrases ? ["phrases"] : []).ToArray();
        var numbers = rule.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Default);
        var phrases = new Dictionary<string, IReadOnlyList<string>>();
        if (question.Optional("with") is { } node)
        {
            if (allowed.Length == 0)
            {
                problems.Add(node, $"{what} takes no parameters; remove 'with'.");
                return new RuleParameters(numbers, phrases);
            }

            var fields = new Fields(node, what, problems, allowed);
            foreach (var parameter in rule.Parameters.Where(parameter => fields.Has(parameter.Name)))
                numbers[parameter.Name] = fields.Number(parameter.Name, parameter.Least, parameter.Most) ?? parameter.Default;
            if (rule.TakesPhrases && fields.Required("phrases") is { } given)
                ReadPhrases(given, what, phrases);
        }
        else if (rule.TakesPhrases)
        {
            problems.Add(ruleNode, $"{what} needs its phrases; write 'with: {{ phrases: {{ {texts.Example}: [ … ] }} }}'.");
        }

        return new RuleParameters(numbers, phrases);
    }

    private void ReadPhrases(YamlNode node, string what, Dictionary<string, IReadOnlyList<string>> phrases)
    {
        if (texts.Languages.Count == 0)
            return;

        var fields = new Fields(node, $"{what}: 'phrases'", problems, [.. texts.Languages]);
        foreach (var language in texts.Languages)
        {
            var entries = fields.Values(language);
            if (entries.Count == 0 && fields.Has(language))
                problems.Add(node, $"{what} has no phrases in '{language}'; add at least one.");
            phrases[language] = [.. entries.Select(entry => entry.Value)];
            foreach (var (entry, phrase) in entries.Where(entry => !entry.Value.Any(char.IsLetterOrDigit)))
                problems.Add(entry, $"{what} has the phrase '{phrase}', which holds no word; write words.");
        }
    }
}
