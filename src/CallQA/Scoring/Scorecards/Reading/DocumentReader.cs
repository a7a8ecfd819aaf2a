using CallQA.Yaml;
using YamlDotNet.RepresentationModel;

namespace CallQA.Scoring.Scorecards.Reading;

/// <summary>Reads a scorecard from the root of its document.</summary>
internal sealed class DocumentReader(ProblemList problems)
{
    /// <returns>The scorecard; null or incomplete when problems were found.</returns>
    public Scorecard? Read(YamlNode root)
    {
        var fields = new Fields(root, "The scorecard", problems, "id", "version", "languages", "title", "sections");
        var id = fields.Id("id");
        var version = fields.Number("version", 1, 1_000_000);
        if (version % 1 > 0)
            problems.Add(fields.Optional("version")!, $"The scorecard has the version '{version}'; write a whole number.");
        var languages = fields.Values("languages").Select(entry => entry.Value).Distinct().ToList();
        var texts = new LocalTexts(languages, problems);
        var title = texts.Required(fields, "title", "The scorecard");
        var sections = Sections(fields, texts);
        return id is null || version is null || title is null || languages.Count == 0
            ? null
            : new Scorecard(id, (int)version, languages, title, sections);
    }

    private List<ScorecardSection> Sections(Fields fields, LocalTexts texts)
    {
        var questions = new QuestionReader(texts, problems);
        var ids = new UniqueIds("section", problems);
        return [.. fields.Items("sections").Select(node => Section(node, texts, questions, ids)).OfType<ScorecardSection>()];
    }

    private ScorecardSection? Section(YamlNode node, LocalTexts texts, QuestionReader questions, UniqueIds ids)
    {
        var what = Naming.Of("section", node);
        var fields = new Fields(node, what, problems, "id", "title", "weight", "questions");
        var id = ids.Claim(fields);
        var title = texts.Required(fields, "title", what);
        var weight = fields.PositiveNumber("weight", 1_000_000);
        var read = fields.Items("questions").Select(questions.Read).OfType<ScorecardQuestion>().ToList();
        return id is null || title is null || weight is null ? null : new ScorecardSection(id, title, weight.Value, read);
    }
}
