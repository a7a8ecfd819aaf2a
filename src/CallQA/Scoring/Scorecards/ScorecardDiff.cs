using CallQA.Scoring.Scorecards.Drafts;
using CallQA.Scoring.Scorecards.Reading;

namespace CallQA.Scoring.Scorecards;

/// <summary>Compares two versions of a scorecard by their stable identifiers: what merely moved within its section is the same.</summary>
public static class ScorecardDiff
{
    private sealed record Fact(ChangedPart Part, string? Section, string? Question, string? Detail);

    /// <summary>Every difference, in the order of the newer form, then what is gone.</summary>
    public static IReadOnlyList<ScorecardChange> Between(Scorecard before, Scorecard after)
    {
        var (old, now) = (FactsOf(before), FactsOf(after));
        return [.. now.Keys.Union(old.Keys)
            .Select(fact => new ScorecardChange(fact.Part, fact.Section, fact.Question, fact.Detail, old.GetValueOrDefault(fact), now.GetValueOrDefault(fact)))
            .Where(change => change.Before != change.After && !IsPartOfNewOrGone(change, old, now))];
    }

    // A question that is new or gone is told once, not part by part.
    private static bool IsPartOfNewOrGone(ScorecardChange change, Dictionary<Fact, string> old, Dictionary<Fact, string> now)
    {
        if (change is { Question: { } question, Part: not ChangedPart.Question })
            return InOneOnly(new(ChangedPart.Question, null, question, null));
        return change is { Section: { } section, Part: not ChangedPart.Section } && InOneOnly(new(ChangedPart.Section, section, null, null));

        bool InOneOnly(Fact whole) => old.ContainsKey(whole) != now.ContainsKey(whole);
    }

    private static Dictionary<Fact, string> FactsOf(Scorecard scorecard)
    {
        var facts = new Dictionary<Fact, string>();
        Texts(facts, new(ChangedPart.Title, null, null, null), scorecard.Title, scorecard.Languages);
        facts.Add(new(ChangedPart.Languages, null, null, null), string.Join(", ", scorecard.Languages));
        foreach (var section in scorecard.Sections)
        {
            facts.Add(new(ChangedPart.Section, section.Id, null, null), section.Id);
            Texts(facts, new(ChangedPart.SectionTitle, section.Id, null, null), section.Title, scorecard.Languages);
            facts.Add(new(ChangedPart.Weight, section.Id, null, null), ScorecardDraft.Number(section.Weight));
            foreach (var question in section.Questions) AddQuestion(facts, section, question, scorecard.Languages);
        }

        return facts;
    }

    private static void AddQuestion(Dictionary<Fact, string> facts, ScorecardSection section, ScorecardQuestion question, IReadOnlyList<string> languages)
    {
        facts.Add(Of(ChangedPart.Question), question.Id);
        facts.Add(Of(ChangedPart.Place), section.Id);
        Texts(facts, Of(ChangedPart.Text), question.Text, languages);
        if (question.Help is { } help) Texts(facts, Of(ChangedPart.Help), help, languages);
        AddSource(facts, question);
        foreach (var option in question.Options)
        {
            facts.Add(Of(ChangedPart.Points, option.Value), ScorecardDraft.Number(option.Points));
            foreach (var language in languages) facts.Add(Of(ChangedPart.Label, $"{option.Value} ({language})"), option.Label.In(language));
        }

        facts.Add(Of(ChangedPart.Required), question.Required ? "true" : "false");
        if (question.Conditions.Count > 0) facts.Add(Of(ChangedPart.Conditions), string.Join("; ", question.Conditions.Select(Write)));
        if (question.AutoFail is { } fail) facts.Add(Of(ChangedPart.AutoFail), $"{string.Join(", ", fail.Values)}: {Keywords.Scopes.WordFor(fail.Scope)}");
        if (question.CommentOn.Count > 0) facts.Add(Of(ChangedPart.CommentOn), string.Join(", ", question.CommentOn));

        Fact Of(ChangedPart part, string? detail = null) => new(part, null, question.Id, detail);
    }

    private static void AddSource(Dictionary<Fact, string> facts, ScorecardQuestion question)
    {
        facts.Add(new(ChangedPart.Source, null, question.Id, null), question.Source switch
        {
            RuleSource rule => $"rule {rule.Rule}",
            ModelSource model => $"model {Keywords.Models.WordFor(model.Criterion)}",
            _ => "manual",
        });
        if (question.Source is not RuleSource { Parameters: var parameters }) return;
        foreach (var (name, value) in parameters.Numbers) facts.Add(new(ChangedPart.Limit, null, question.Id, name), ScorecardDraft.Number(value));
        foreach (var (language, phrases) in parameters.Phrases) facts.Add(new(ChangedPart.Phrases, null, question.Id, language), string.Join("\n", phrases));
    }

    private static string Write(QuestionCondition condition) => condition switch
    {
        Answered answered => $"{answered.Question} = {string.Join(" | ", answered.Values)}",
        CallHas { Feature: var feature } => $"call-has {Keywords.Features.WordFor(feature)}",
        _ => "",
    };

    private static void Texts(Dictionary<Fact, string> facts, Fact fact, LocalText text, IReadOnlyList<string> languages)
    {
        foreach (var language in languages) facts.Add(fact with { Detail = language }, text.In(language));
    }
}
