using System.Globalization;
using CallQA.Scoring;

namespace CallQA.App.Commands;

/// <summary>Scores as they stand in a table's cell.</summary>
internal static class ScoreText
{
    /// <summary>Explains the mark behind a score.</summary>
    public const string Legend = "[grey]? a reviewer has to look: too little evidence or confidence, or words recognised with doubt[/]";

    /// <summary>The score and, where a person has to look, a question mark.</summary>
    public static string Of<T>(CriterionScore<T> score)
        where T : struct
    {
        var text = score.Score is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value}").ToLowerInvariant() : "–";
        return score.NeedsReview ? text + " [yellow]?[/]" : text;
    }
}
