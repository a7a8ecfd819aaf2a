using System.Globalization;
using CallQA.Engines.Scoring.Models;
using CallQA.Scoring;

namespace CallQA.Engines.Scoring.Reading;

/// <summary>
/// Says in one sentence, in the call's language, why a score is what it is, naming a cited moment that points the same way.
/// </summary>
internal static class ReasonWriter
{
    public static string Write(ReadCall call, Criterion criterion, int score, IReadOnlyList<Evidence> evidence)
    {
        if (evidence.Count == 0)
        {
            return call.German
                ? "Keine Stelle des Gesprächs trägt diese Bewertung; bitte selbst anhören."
                : "No passage of the call carries this score; please listen yourself.";
        }

        var direction = criterion.Direction(score);
        var cited = evidence.FirstOrDefault(one => direction == 0 || Math.Sign(one.Contribution) == direction);
        var sentence = cited is null
            ? Sentences.AsAWhole(call.German)
            : Sentences.For(criterion, score, Label(call, criterion, cited), call.German);
        return string.Format(CultureInfo.InvariantCulture, sentence, Moment(cited ?? evidence[0], call.German));
    }

    private static string Label(ReadCall call, Criterion criterion, Evidence cited)
    {
        var task = TurnTask.Telling(criterion, cited.Speaker);
        return task.Labels[task.Likeliest(call.Signals.Turns[cited.Turn])];
    }

    private static string Moment(Evidence cited, bool german)
    {
        if (cited.Start is { } start)
        {
            var clock = start.ToString(start.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
            return german ? "bei " + clock : "at " + clock;
        }

        var number = (cited.Turn + 1).ToString(CultureInfo.InvariantCulture);
        return german ? "in Redebeitrag " + number : "in turn " + number;
    }
}
