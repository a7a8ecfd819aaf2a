using CallQA.Scoring.Scorecards;
using CallQA.Scoring.Scorecards.Drafts;

namespace CallQA.App.Web.Scorecards;

/// <summary>Gives every question what its rule or model asks for: its answers as options, its numbers, its phrases. What is there already stays.</summary>
internal static class DraftFit
{
    public static ScorecardDraft Apply(ScorecardDraft draft)
    {
        var labels = draft.Questions.SelectMany(question => question.Options).Where(option => option.Label.Values.Any(label => label.Length > 0)).GroupBy(option => option.Value)
            .ToDictionary(group => group.Key, group => group.First().Label);
        return draft with
        {
            Sections = [.. draft.Sections.Select(section => section with { Questions = [.. section.Questions.Select(question => Fitted(question, draft.Languages, labels))] })],
        };
    }

    private static QuestionDraft Fitted(QuestionDraft question, IReadOnlyList<string> languages, Dictionary<string, IReadOnlyDictionary<string, string>> labels)
    {
        switch (question.Source)
        {
            case DraftSource.Rule:
                var rule = ScorecardSources.Rules.FirstOrDefault(rule => rule.Name == question.Name) ?? ScorecardSources.Rules[0];
                return WithAnswers(question, rule.Answers, labels) with
                {
                    Name = rule.Name,
                    Limits = rule.Limits.ToDictionary(limit => limit.Name, limit => question.Limits.GetValueOrDefault(limit.Name) ?? ScorecardDraft.Number(limit.Default)),
                    Phrases = rule.TakesPhrases ? languages.ToDictionary(language => language, language => question.Phrases.GetValueOrDefault(language) ?? "") : new Dictionary<string, string>(),
                };
            case DraftSource.Model:
                var model = ScorecardSources.Models.FirstOrDefault(name => name == question.Name) ?? ScorecardSources.Models[0];
                return Bare(WithAnswers(question, ScorecardSources.AnswersOfModel(model), labels)) with { Name = model };
            default:
                return Bare(question) with { Name = "" };
        }
    }

    private static QuestionDraft Bare(QuestionDraft question) => question with { Limits = new Dictionary<string, string>(), Phrases = new Dictionary<string, string>() };

    private static QuestionDraft WithAnswers(QuestionDraft question, IReadOnlyList<string> answers, Dictionary<string, IReadOnlyDictionary<string, string>> labels)
    {
        if (question.Options.Select(option => option.Value).Order(StringComparer.Ordinal).SequenceEqual(answers.Order(StringComparer.Ordinal))) return question;
        return question with
        {
            Options =
            [
                .. answers.Select((value, at) => question.Options.FirstOrDefault(option => option.Value == value)
                    ?? new OptionDraft(value, ScorecardDraft.Number(answers.Count - 1 - at), labels.GetValueOrDefault(value) ?? new Dictionary<string, string>())),
            ],
            FailsOn = [.. question.FailsOn.Intersect(answers)],
            CommentOn = [.. question.CommentOn.Intersect(answers)],
        };
    }
}
