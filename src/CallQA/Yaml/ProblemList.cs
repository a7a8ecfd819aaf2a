using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CallQA.Yaml;

/// <summary>Collects what is wrong, so that a file is mended in one go and not error by error.</summary>
internal sealed class ProblemList
{
    private readonly HashSet<YamlProblem> problems = [];

    public bool IsEmpty => problems.Count == 0;

    public IReadOnlyList<YamlProblem> Ordered =>
        [.. problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)];

    public void Add(YamlNode node, string message) => Add(node.Start, message);

    public void Add(Mark mark, string message) =>
        problems.Add(new YamlProblem(Math.Max(1, (int)mark.Line), Math.Max(1, (int)mark.Column), message));
}
