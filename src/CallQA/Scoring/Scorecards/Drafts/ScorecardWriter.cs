using System.Text;
using System.Text.RegularExpressions;
using CallQA.Scoring.Scorecards.Reading;

namespace CallQA.Scoring.Scorecards.Drafts;

/// <summary>Writes a draft as YAML, in the order and form that <c>docs/scorecards.md</c> describes.</summary>
public static partial class ScorecardWriter
{
    private const int SectionIndent = 2;
    private const int QuestionIndent = 6;
    private const int PartIndent = 8;

    /// <summary>Writes a scorecard.</summary>
    public static string Write(Scorecard scorecard) => Write(ScorecardDraft.Of(scorecard)).Text;

    /// <summary>Writes a draft; wrong entries are written as they are, for the reader to find.</summary>
    public static WrittenScorecard Write(ScorecardDraft draft)
    {
        var text = new PlacedText();
        text.Add("id: ").Mark("id").Add(Scalar(draft.Id)).NewLine();
        text.Add("version: ").Mark("version").Add(Scalar(draft.Version)).NewLine();
        text.Add("languages: ").Mark("languages").Add(Values(draft.Languages)).NewLine();
        text.Add("title: ");
        Inline(text, "title", draft.Title, draft.Languages);
        text.NewLine().Add("sections: ").Mark("sections");
        if (draft.Sections.Count == 0) text.Add("[]");
        for (var at = 0; at < draft.Sections.Count; at++) Section(text, draft, at);
        text.NewLine();
        return new(text.ToString(), text.Places);
    }

    private static void Section(PlacedText text, ScorecardDraft draft, int at)
    {
        var (section, field) = (draft.Sections[at], DraftField.Section(at));
        text.NewLine(SectionIndent).Add("- ").Mark(DraftField.Part(field, "id")).Add("id: ").Mark(DraftField.Part(field, "id")).Add(Scalar(section.Id));
        text.NewLine(SectionIndent + 2).Add("title: ");
        Inline(text, DraftField.Part(field, "title"), section.Title, draft.Languages);
        text.NewLine(SectionIndent + 2).Add("weight: ").Mark(DraftField.Part(field, "weight")).Add(Scalar(section.Weight));
        text.NewLine(SectionIndent + 2).Add("questions: ").Mark(DraftField.Part(field, "id"));
        if (section.Questions.Count == 0) text.Add("[]");
        for (var question = 0; question < section.Questions.Count; question++)
            Question(text, section.Questions[question], DraftField.Question(at, question), draft.Languages);
    }

    private static void Question(PlacedText text, QuestionDraft question, string field, IReadOnlyList<string> languages)
    {
        text.NewLine(QuestionIndent).Add("- ").Mark(DraftField.Part(field, "id")).Add("id: ").Mark(DraftField.Part(field, "id")).Add(Scalar(question.Id));
        Block(text, "text", DraftField.Part(field, "text"), question.Text, languages);
        if (languages.Any(language => question.Help.GetValueOrDefault(language) is { Length: > 0 })) Block(text, "help", DraftField.Part(field, "help"), question.Help, languages);
        Source(text, question, field, languages);
        if (question.Required) Line(text).Add("required: true");
        Conditions(text, question, field);
        if (question.FailsOn.Count > 0)
            Line(text).Add("auto-fail: { on: ").Mark(DraftField.Part(field, "fails")).Add($"{Values(question.FailsOn)}, fails: {Keywords.Scopes.WordFor(question.Fails)} }}");
        if (question.CommentOn.Count > 0) Line(text).Add("comment-on: ").Mark(DraftField.Part(field, "options")).Add(Values(question.CommentOn));
        Options(text, question, field, languages);
    }

    private static void Source(PlacedText text, QuestionDraft question, string field, IReadOnlyList<string> languages)
    {
        if (question.Source == DraftSource.Manual)
        {
            Line(text).Add("manual: true");
            return;
        }

        var kind = question.Source == DraftSource.Rule ? "rule" : "model";
        Line(text).Add($"{kind}: ").Mark(DraftField.Part(field, kind)).Add(Scalar(question.Name));
        if (question.Source == DraftSource.Model || (question.Limits.Count == 0 && question.Phrases.Count == 0)) return;
        Line(text).Add("with: ").Mark(DraftField.Part(field, "rule"));
        foreach (var (name, value) in question.Limits)
            text.NewLine(PartIndent + 2).Add($"{name}: ").Mark(DraftField.Part(field, $"limit.{name}")).Add(Scalar(value));
        if (question.Phrases.Count == 0) return;
        text.NewLine(PartIndent + 2).Add("phrases: ").Mark(DraftField.Part(field, "phrases"));
        foreach (var language in languages) Phrases(text, question, DraftField.Part(field, $"phrases.{language}"), language);
    }

    private static void Phrases(PlacedText text, QuestionDraft question, string field, string language)
    {
        var phrases = (question.Phrases.GetValueOrDefault(language) ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        text.NewLine(PartIndent + 4).Add($"{Scalar(language)}: ").Mark(field);
        if (phrases.Length == 0) text.Add("[]");
        foreach (var phrase in phrases) text.NewLine(PartIndent + 6).Add("- ").Mark(field).Add(Scalar(phrase));
    }

    private static void Conditions(PlacedText text, QuestionDraft question, string field)
    {
        if (question.Conditions.Count == 0) return;
        Line(text).Add("when:");
        for (var at = 0; at < question.Conditions.Count; at++)
        {
            var (condition, place) = (question.Conditions[at], DraftField.Condition(field, at));
            text.NewLine(PartIndent + 2).Add("- ").Mark(DraftField.Part(place, "what"));
            if (condition.Feature.Length > 0) text.Add("{ call-has: ").Mark(DraftField.Part(place, "what")).Add($"{Scalar(condition.Feature)} }}");
            else text.Add("{ question: ").Mark(DraftField.Part(place, "question")).Add($"{Scalar(condition.Question)}, is: ").Mark(DraftField.Part(place, "is")).Add($"{Values(condition.Values)} }}");
        }
    }

    private static void Options(PlacedText text, QuestionDraft question, string field, IReadOnlyList<string> languages)
    {
        Line(text).Add("options: ").Mark(DraftField.Part(field, "options"));
        if (question.Options.Count == 0) text.Add("[]");
        for (var at = 0; at < question.Options.Count; at++)
        {
            var (option, place) = (question.Options[at], DraftField.Option(field, at));
            text.NewLine(PartIndent + 2).Add("- ").Mark(DraftField.Part(place, "points")).Add("{ value: ").Mark(DraftField.Part(place, "value")).Add(Scalar(option.Value))
                .Add(", points: ").Mark(DraftField.Part(place, "points")).Add(Scalar(option.Points)).Add(", label: ");
            Inline(text, DraftField.Part(place, "label"), option.Label, languages);
            text.Add(" }");
        }
    }

    private static PlacedText Line(PlacedText text) => text.NewLine(PartIndent);

    private static void Inline(PlacedText text, string field, IReadOnlyDictionary<string, string> texts, IReadOnlyList<string> languages)
    {
        text.Mark(Languages(field, texts, languages)).Add("{ ");
        for (var at = 0; at < languages.Count; at++)
            text.Add($"{(at == 0 ? "" : ", ")}{Scalar(languages[at])}: ").Mark($"{field}.{languages[at]}").Add(Scalar(texts.GetValueOrDefault(languages[at]) ?? ""));
        text.Add(" }");
    }

    private static void Block(PlacedText text, string key, string field, IReadOnlyDictionary<string, string> texts, IReadOnlyList<string> languages)
    {
        Line(text).Add($"{key}: ").Mark(Languages(field, texts, languages));
        foreach (var language in languages)
            text.NewLine(PartIndent + 2).Mark(Languages(field, texts, languages)).Add($"{Scalar(language)}: ").Mark($"{field}.{language}").Add(Scalar(texts.GetValueOrDefault(language) ?? ""));
    }

    // What is wrong with a text is that it is missing in a language: the problem leads to the first empty field.
    private static string Languages(string field, IReadOnlyDictionary<string, string> texts, IReadOnlyList<string> languages) =>
        languages.Count == 0 ? field : $"{field}.{languages.FirstOrDefault(language => string.IsNullOrWhiteSpace(texts.GetValueOrDefault(language))) ?? languages[0]}";

    private static string Values(IReadOnlyList<string> values) => $"[{string.Join(", ", values.Select(Scalar))}]";

    private static string Scalar(string value) => PlainForm().IsMatch(value) ? value : Quoted(value);

    private static string Quoted(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var letter in value.Trim())
        {
            text.Append(letter switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => "\\n",
                '\r' => "",
                < ' ' or '\x7f' or '\x85' or '\u2028' or '\u2029' or '\ufeff' or '\ufffe' or '\uffff' => $"\\u{(int)letter:x4}",
                _ => letter.ToString(),
            });
        }

        return text.Append('"').ToString();
    }

    // Safe anywhere, also between braces and brackets.
    [GeneratedRegex(@"\A[\p{L}\p{N}](?:[\p{L}\p{N} ().;?!/„“–’'%-]*[\p{L}\p{N}().;?!/“–’'%])?\z")]
    private static partial Regex PlainForm();
}
