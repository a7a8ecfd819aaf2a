using CallQA.Scoring.Scorecards;
using CallQA.Scoring.Scorecards.Drafts;

namespace CallQA.App.Web.Scorecards;

/// <summary>Reads a draft from the fields of the editor: see <see cref="DraftField"/> for their names.</summary>
internal static class DraftForm
{
    /// <summary>Part of an option that fails more than its question.</summary>
    public const string Fails = "fails";

    /// <summary>Part of an option that needs a comment.</summary>
    public const string Comment = "comment";

    private const string Separators = ", ;";

    public static ScorecardDraft Read(IFormCollection form)
    {
        List<string> languages = [.. Text(form, "languages").Split([.. Separators], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
        return new(Text(form, "id"), Text(form, "version"), languages, Texts(form, "title", languages), Sections(form, languages));
    }

    private static List<SectionDraft> Sections(IFormCollection form, List<string> languages) =>
        Counted(at => DraftField.Part(DraftField.Section(at), "id"), form, at => Section(form, at, languages));

    private static SectionDraft Section(IFormCollection form, int at, List<string> languages)
    {
        var field = DraftField.Section(at);
        return new(
            Text(form, DraftField.Part(field, "id")), Texts(form, DraftField.Part(field, "title"), languages), Text(form, DraftField.Part(field, "weight")),
            Counted(question => DraftField.Part(DraftField.Question(at, question), "id"), form, question => Question(form, DraftField.Question(at, question), languages)));
    }

    private static QuestionDraft Question(IFormCollection form, string field, List<string> languages)
    {
        var source = Enum.TryParse<DraftSource>(Text(form, DraftField.Part(field, "source")), out var chosen) ? chosen : DraftSource.Manual;
        var options = Counted(at => DraftField.Part(DraftField.Option(field, at), "value"), form, at => Option(form, DraftField.Option(field, at), languages));
        return new(
            Text(form, DraftField.Part(field, "id")), Texts(form, DraftField.Part(field, "text"), languages), Texts(form, DraftField.Part(field, "help"), languages), source,
            source switch { DraftSource.Rule => Text(form, DraftField.Part(field, "rule")), DraftSource.Model => Text(form, DraftField.Part(field, "model")), _ => "" }, options)
        {
            Limits = ScorecardSources.Rules.SelectMany(rule => rule.Limits).Select(limit => limit.Name).Distinct().Where(name => form.ContainsKey(DraftField.Part(field, $"limit.{name}")))
                .ToDictionary(name => name, name => Text(form, DraftField.Part(field, $"limit.{name}"))),
            Phrases = Texts(form, DraftField.Part(field, "phrases"), languages),
            Conditions = Counted(at => DraftField.Part(DraftField.Condition(field, at), "what"), form, at => Condition(form, DraftField.Condition(field, at))),
            Required = form.ContainsKey(DraftField.Part(field, "required")),
            FailsOn = Marked(form, field, options, Fails),
            Fails = Enum.TryParse<AutoFailScope>(Text(form, DraftField.Part(field, "fails")), out var scope) ? scope : AutoFailScope.Section,
            CommentOn = Marked(form, field, options, Comment),
        };
    }

    private static OptionDraft Option(IFormCollection form, string field, List<string> languages) => new(
        Text(form, DraftField.Part(field, "value")), Text(form, DraftField.Part(field, "points")), Texts(form, DraftField.Part(field, "label"), languages));

    private static ConditionDraft Condition(IFormCollection form, string field) => new(
        Text(form, DraftField.Part(field, "what")), Text(form, DraftField.Part(field, "question")), [.. form[DraftField.Part(field, "is")].OfType<string>()]);

    private static List<string> Marked(IFormCollection form, string field, List<OptionDraft> options, string part) =>
        [.. options.Where((_, at) => form.ContainsKey(DraftField.Part(DraftField.Option(field, at), part))).Select(option => option.Value)];

    private static List<T> Counted<T>(Func<int, string> nameOf, IFormCollection form, Func<int, T> read)
    {
        var found = new List<T>();
        while (form.ContainsKey(nameOf(found.Count))) found.Add(read(found.Count));
        return found;
    }

    private static Dictionary<string, string> Texts(IFormCollection form, string field, List<string> languages) =>
        languages.Where(language => form.ContainsKey($"{field}.{language}")).ToDictionary(language => language, language => Text(form, $"{field}.{language}"));

    // Browsers end lines with two signs.
    private static string Text(IFormCollection form, string field) => form[field].ToString().ReplaceLineEndings("\n").Trim();
}
