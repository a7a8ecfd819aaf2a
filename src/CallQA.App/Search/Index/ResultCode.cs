using System.Globalization;
using CallQA.App.Review;
using CallQA.Scoring;

namespace CallQA.App.Search.Index;

/// <summary>
/// An evaluation's sections and answers as two short texts in the scorecard's order, so that a question about fifty thousand calls reads one
/// narrow row a call. A section is three digits of per cent. An answer is one letter, <c>a</c> for none of its points to
/// <c>u</c> for all of them in steps of 5 %, a capital one where it fails more than its question. What has no value is a hyphen.
/// </summary>
internal static class ResultCode
{
    /// <summary>Letters of a section.</summary>
    public const int SectionLength = 3;

    /// <summary>No value: a question that does not apply or is left to a person.</summary>
    public const char None = '-';

    private const int Steps = 'u' - 'a';

    public static string Sections(IEnumerable<SectionResult> sections) => string.Concat(sections.Select(section => section.Percent is { } percent
        ? Percent((int)Math.Round(percent, MidpointRounding.AwayFromZero)) : new string(None, SectionLength)));

    public static string Answers(Evaluation evaluation) => string.Concat(evaluation.Answers.Select(answer => Of(answer.Points, answer.MaxPoints, answer.AutoFail)));

    public static string Answers(SubmittedReview review) => string.Concat(review.Answers.Select(answer => Of(answer.Points, answer.MaxPoints, answer.AutoFail)));

    /// <summary>A per cent value as it stands in <see cref="Sections"/>.</summary>
    public static string Percent(int percent) => percent.ToString("000", CultureInfo.InvariantCulture);

    /// <summary>The share of the points, 0–1; null without a value.</summary>
    public static double? ShareOf(char answer) => answer == None ? null : (double)(char.ToLowerInvariant(answer) - 'a') / Steps;

    /// <summary>Whether the answer fails more than its question.</summary>
    public static bool Fails(char answer) => char.IsAsciiLetterUpper(answer);

    private static char Of(double? reached, double possible, bool fails)
    {
        // An answer without points can fail all the same.
        if (reached is not { } points || possible <= 0) return fails ? 'A' : None;
        var letter = (char)('a' + (int)Math.Round(Steps * Math.Clamp(points / possible, 0, 1)));
        return fails ? char.ToUpperInvariant(letter) : letter;
    }
}
