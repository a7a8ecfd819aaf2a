using System.Globalization;

namespace CallQA.Scoring.Scorecards.Drafts;

/// <summary>Names of a draft's fields, the same in the form and where a problem is told.</summary>
public static class DraftField
{
    /// <summary>A section, counted from 0: <c>s.0</c>.</summary>
    public static string Section(int section) => $"s.{Text(section)}";

    /// <summary>A question of a section: <c>s.0.q.1</c>.</summary>
    public static string Question(int section, int question) => $"{Section(section)}.q.{Text(question)}";

    /// <summary>An option of a question: <c>s.0.q.1.o.2</c>.</summary>
    public static string Option(string question, int option) => $"{question}.o.{Text(option)}";

    /// <summary>A condition of a question: <c>s.0.q.1.c.0</c>.</summary>
    public static string Condition(string question, int condition) => $"{question}.c.{Text(condition)}";

    /// <summary>A part of something: <c>s.0.q.1.text</c>; the scorecard's own parts stand alone.</summary>
    public static string Part(string of, string part) => of.Length == 0 ? part : $"{of}.{part}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
