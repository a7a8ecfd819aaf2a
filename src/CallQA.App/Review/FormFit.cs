using CallQA.Recordings;
using CallQA.Scoring.Scorecards;

namespace CallQA.App.Review;

/// <summary>Whether what somebody answers is what the scorecard asks, and lies inside the call.</summary>
internal static class FormFit
{
    // Ends of turns are rounded, and those of recordings are.
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(1);

    /// <summary>Holds a form against the scorecard and the call.</summary>
    /// <exception cref="OutdatedException">It was made for another scorecard.</exception>
    /// <exception cref="InputException">A question or an option is none of the scorecard's, or a passage lies outside the call.</exception>
    public static void Check(ReviewForm form, Scorecard scorecard, Call call)
    {
        if (form.Scorecard is { } answered && answered != scorecard.Reference)
            throw new OutdatedException(InputFault.Settings, $"The form answers the scorecard '{answered}', and {scorecard.Reference} is in force by now; open the call anew, what fits is taken over.");
        Check(form.Answers, scorecard);
        foreach (var answer in form.Answers)
            foreach (var passage in answer.Passages ?? []) Check(answer.Question, passage, call);
    }

    /// <summary>Holds answers against the scorecard.</summary>
    /// <exception cref="InputException">A question or an option is none of it.</exception>
    public static void Check(IEnumerable<ReviewAnswer> answers, Scorecard scorecard)
    {
        foreach (var answer in answers)
        {
            if (scorecard.Question(answer.Question) is not { } question)
                throw Refuse($"The scorecard {scorecard.Reference} has no question '{answer.Question}'; answer those that it has.");
            if (answer.Choice is { } choice && question.Option(choice) is null)
                throw Refuse($"The question '{question.Id}' of the scorecard {scorecard.Reference} has no option '{choice}'; choose one of: {string.Join(", ", question.Options.Select(option => option.Value))}.");
        }
    }

    /// <summary>What of a form fits another scorecard: answers to questions that it has, with options that it has.</summary>
    public static ReviewForm Carried(ReviewForm form, Scorecard scorecard) => form with
    {
        Answers = [.. form.Answers.Where(answer => scorecard.Question(answer.Question) is { } question && (answer.Choice is null || question.Option(answer.Choice) is not null))],
    };

    private static void Check(string question, Passage passage, Call call)
    {
        if (passage.Turn < 0) throw Refuse($"A passage of the question '{question}' begins in the turn {passage.Turn}; turns are counted from 0.");
        if (passage.Start < TimeSpan.Zero || passage.End < passage.Start || passage.End > call.Duration + Rounding)
            throw Refuse($"A passage of the question '{question}' goes from {passage.Start.TotalSeconds:0.###} to {passage.End.TotalSeconds:0.###} s; give a start before its end, both within the call's {call.Duration.TotalSeconds:0.###} s.");
    }

    private static InputException Refuse(string sentence) => new(InputFault.Settings, sentence);
}
