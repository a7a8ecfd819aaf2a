using CallQA.Redaction;

namespace CallQA.Tests.Redaction;

/// <summary>How well personal data of one kind is found.</summary>
/// <param name="Said">Places it is said at.</param>
/// <param name="Hidden">Of these, places of which every word is found as this kind.</param>
/// <param name="Found">Findings.</param>
/// <param name="Right">Of these, findings that lie on a place of this kind and no more than two words beside it.</param>
internal sealed record RedactionFigures(int Said, int Hidden, int Found, int Right)
{
    private const int WordsBeside = 2;

    public double Recall => Said == 0 ? 1 : (double)Hidden / Said;

    public double Precision => Found == 0 ? 1 : (double)Right / Found;

    public static RedactionFigures Of(IReadOnlyList<Passage> passages, PersonalDataKind kind)
    {
        var redactor = new Redactor(new RedactionOptions { Kinds = RedactionOptions.AllKinds });
        var figures = new RedactionFigures(0, 0, 0, 0);
        foreach (var passage in passages)
        {
            var expected = passage.Expected.Where(place => place.Kind == kind).ToList();
            var found = redactor.Find(passage.Transcript, KnownNames.None).Where(place => place.Kind == kind).ToList();
            figures = new RedactionFigures(
                figures.Said + expected.Count, figures.Hidden + expected.Count(place => IsHidden(place, found)),
                figures.Found + found.Count, figures.Right + found.Count(place => IsRight(place, expected)));
        }

        return figures;
    }

    public static bool IsHidden(Finding place, IReadOnlyList<Finding> found) => Words(place).All(word => found.Any(other => Words(other).Contains(word)));

    public static bool IsRight(Finding finding, IReadOnlyList<Finding> expected) =>
        expected.Any(place => Words(place).Intersect(Words(finding)).Any())
        && Words(finding).Count(word => !expected.Any(place => Words(place).Contains(word))) <= WordsBeside;

    private static IEnumerable<(int Turn, int Word)> Words(Finding place) =>
        Enumerable.Range(place.FirstWord, place.WordCount).Select(word => (place.Turn, word));
}
