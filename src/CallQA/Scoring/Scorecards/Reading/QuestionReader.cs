using CallQA.Yaml;
using YamlDotNet.RepresentationModel;

namespace CallQA.Scoring.Scorecards.Reading;

/// <summary>Reads questions, in order, as conditions may only look back.</summary>
internal sealed class QuestionReader(LocalTexts texts, ProblemList problems)
{
    private readonly UniqueIds ids = new("question", problems);
    private readonly OptionReader options = new(texts, problems);
    private readonly SourceReader sources = new(texts, problems);
    private readonly ConditionReader conditions = new(problems);
    private readonly AutoFailReader autoFails = new(problems);
    private readonly CommentReader comments = new(problems);

    /// <returns>The question; null when problems leave too little of it.</returns>
    public ScorecardQuestion? Read(YamlNode node)
    {
        var what = Naming.Of("question", node);
        var fields = new Fields(
            node, what, problems, "id", "text", "help", "rule", "with", "model", "manual", "options", "when", "required", "auto-fail", "comment-on");
        var id = ids.Claim(fields);
        var text = texts.Required(fields, "text", what);
        var help = texts.Optional(fields, "help", what);
        var source = sources.Read(fields, node, what);
        var choices = options.Read(fields, source, what);
        var applies = conditions.Read(fields, what);
        if (id is null)
            return null;

        conditions.Remember(id, choices);
        var autoFail = autoFails.Read(fields, choices, what);
        var commentOn = comments.Read(fields, choices, what);
        return text is null || source is null || choices.Count == 0
            ? null
            : new ScorecardQuestion(id, text, help, source, choices, applies, fields.Flag("required"), autoFail) { CommentOn = commentOn };
    }
}
