using CallQA.Yaml;

namespace CallQA.Scoring.Scorecards.Reading;

/// <summary>Reads under <c>comment-on</c> which answers a reviewer has to explain.</summary>
internal sealed class CommentReader(ProblemList problems)
{
    public IReadOnlyList<string> Read(Fields question, IReadOnlyList<ScorecardOption> options, string what)
    {
        if (!question.Has("comment-on"))
            return [];
        var values = question.Values("comment-on");
        foreach (var (entry, value) in values.Where(value => options.Count > 0 && options.All(option => option.Value != value.Value)))
            problems.Add(entry, $"{what} wants a comment on '{value}', which is none of its options; name one of them.");
        return [.. values.Select(value => value.Value)];
    }
}
