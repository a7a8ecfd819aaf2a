using System.Globalization;
using CallQA.Scoring.Scorecards;
using CallQA.Scoring.Scorecards.Drafts;

namespace CallQA.App.Web.Scorecards;

/// <summary>Changes the order and number of a draft's parts, as the editor's buttons say: <c>down:s.0.q.1</c>.</summary>
internal static class DraftEdits
{
    /// <summary>The draft after an action, and the field that the writer goes on with; null for the one they were in.</summary>
    public static (ScorecardDraft Draft, string? Focus) Apply(ScorecardDraft draft, string action)
    {
        var colon = action.IndexOf(':', StringComparison.Ordinal);
        var (verb, place) = colon < 0 ? (action, new Place([])) : (action[..colon], Place.Parse(action[(colon + 1)..]));
        var (changed, focus) = place switch
        {
            { Option: { } option } => InQuestion(draft, place, question => verb == "remove" ? question with { Options = Without(question.Options, option) } : question),
            { Condition: { } condition } => InQuestion(draft, place, question => verb == "remove" ? question with { Conditions = Without(question.Conditions, condition) } : question),
            { Question: not null } => OnQuestion(draft, verb, place),
            { Section: not null } => OnSection(draft, verb, place),
            _ when verb == "add-section" => (draft with { Sections = [.. draft.Sections, new("", Empty, "10", [])] }, DraftField.Part(DraftField.Section(draft.Sections.Count), "id")),
            _ => (draft, null),
        };
        return (DraftFit.Apply(changed), focus);
    }

    private static (ScorecardDraft, string?) OnSection(ScorecardDraft draft, string verb, Place place)
    {
        var at = place.Section!.Value;
        if (at >= draft.Sections.Count) return (draft, null);
        var section = draft.Sections[at];
        return verb switch
        {
            "remove" => (draft with { Sections = Without(draft.Sections, at) }, null),
            "up" when at > 0 => (draft with { Sections = Moved(draft.Sections, at, at - 1) }, DraftField.Section(at - 1)),
            "down" when at + 1 < draft.Sections.Count => (draft with { Sections = Moved(draft.Sections, at, at + 1) }, DraftField.Section(at + 1)),
            "add" => (InSection(draft, at, section with { Questions = [.. section.Questions, NewQuestion] }), DraftField.Part(DraftField.Question(at, section.Questions.Count), "id")),
            _ => (draft, null),
        };
    }

    private static (ScorecardDraft, string?) OnQuestion(ScorecardDraft draft, string verb, Place place)
    {
        var (section, at) = (place.Section!.Value, place.Question!.Value);
        if (section >= draft.Sections.Count || at >= draft.Sections[section].Questions.Count) return (draft, null);
        return verb switch
        {
            "remove" => (InSection(draft, section, draft.Sections[section] with { Questions = Without(draft.Sections[section].Questions, at) }), DraftField.Section(section)),
            "up" => Up(draft, section, at),
            "down" => Down(draft, section, at),
            "add-option" => InQuestion(draft, place, question => question with { Options = [.. question.Options, new("", "0", Empty)] }),
            "add-condition" => InQuestion(draft, place, question => question with { Conditions = [.. question.Conditions, new(ScorecardSources.Features[0], "", [])] }),
            _ => (draft, null),
        };
    }

    // The first question of a section goes up to the end of the section before it.
    private static (ScorecardDraft, string?) Up(ScorecardDraft draft, int section, int at)
    {
        if (at > 0) return (InSection(draft, section, draft.Sections[section] with { Questions = Moved(draft.Sections[section].Questions, at, at - 1) }), DraftField.Question(section, at - 1));
        return section == 0 ? (draft, null) : Over(draft, section, at, section - 1, draft.Sections[section - 1].Questions.Count);
    }

    private static (ScorecardDraft, string?) Down(ScorecardDraft draft, int section, int at)
    {
        if (at + 1 < draft.Sections[section].Questions.Count)
            return (InSection(draft, section, draft.Sections[section] with { Questions = Moved(draft.Sections[section].Questions, at, at + 1) }), DraftField.Question(section, at + 1));
        return section + 1 == draft.Sections.Count ? (draft, null) : Over(draft, section, at, section + 1, 0);
    }

    private static (ScorecardDraft, string?) Over(ScorecardDraft draft, int section, int at, int target, int place)
    {
        var question = draft.Sections[section].Questions[at];
        draft = InSection(draft, section, draft.Sections[section] with { Questions = Without(draft.Sections[section].Questions, at) });
        var questions = draft.Sections[target].Questions.ToList();
        questions.Insert(place, question);
        return (InSection(draft, target, draft.Sections[target] with { Questions = questions }), DraftField.Question(target, place));
    }

    private static (ScorecardDraft, string?) InQuestion(ScorecardDraft draft, Place place, Func<QuestionDraft, QuestionDraft> change)
    {
        var (section, at) = (place.Section!.Value, place.Question!.Value);
        if (section >= draft.Sections.Count || at >= draft.Sections[section].Questions.Count) return (draft, null);
        var questions = draft.Sections[section].Questions.Select((question, index) => index == at ? change(question) : question).ToList();
        return (InSection(draft, section, draft.Sections[section] with { Questions = questions }), DraftField.Question(section, at));
    }

    private static ScorecardDraft InSection(ScorecardDraft draft, int at, SectionDraft section) =>
        draft with { Sections = [.. draft.Sections.Select((known, index) => index == at ? section : known)] };

    private static List<T> Without<T>(IReadOnlyList<T> parts, int at) => [.. parts.Where((_, index) => index != at)];

    private static List<T> Moved<T>(IReadOnlyList<T> parts, int from, int to)
    {
        var moved = parts.ToList();
        moved.RemoveAt(from);
        moved.Insert(to, parts[from]);
        return moved;
    }

    private static Dictionary<string, string> Empty => [];

    private static QuestionDraft NewQuestion => new("", Empty, Empty, DraftSource.Manual, "", [new("yes", "1", Empty), new("no", "0", Empty)]);

    private sealed record Place(IReadOnlyList<(string Kind, int Index)> Steps)
    {
        public int? Section => Of("s");

        public int? Question => Of("q");

        public int? Option => Of("o");

        public int? Condition => Of("c");

        public static Place Parse(string path)
        {
            var words = path.Split('.');
            return new([.. words.Chunk(2).Where(step => step.Length == 2 && int.TryParse(step[1], CultureInfo.InvariantCulture, out var index) && index >= 0)
                .Select(step => (step[0], int.Parse(step[1], CultureInfo.InvariantCulture)))]);
        }

        private int? Of(string kind) => Steps.Where(step => step.Kind == kind).Select(step => (int?)step.Index).FirstOrDefault();
    }
}
