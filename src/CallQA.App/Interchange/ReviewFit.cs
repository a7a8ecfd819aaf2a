using System.Text.Json;
using CallQA.App.Redaction;
using CallQA.App.Review;
using CallQA.App.Storage;
using CallQA.Redaction;
using CallQA.Transcription;

namespace CallQA.App.Interchange;

/// <summary>Whether a review that came with a call can be kept: whole, in range, about places of the call, and without personal data that is taken out here.</summary>
internal sealed class ReviewFit(Redactor redactor)
{
    private const int MostAnswers = 1000;
    private const int LongestName = 200;

    /// <summary>Why it cannot; null when it can.</summary>
    /// <param name="document">The review as it stands in the vCon.</param>
    /// <param name="transcript">The transcript that came with it, as it is kept.</param>
    /// <param name="names">Names that are known of the call.</param>
    public string? Objection(string document, Transcript transcript, KnownNames names)
    {
        if (Read(document) is not { } review || !IsWhole(review)) return "it is not in the documented form";
        if (!Texts(review).All(text => text.Length <= Reviews.LongestText)) return "one of its texts is too long";
        if (!Passages(review).All(passage => IsThere(passage, transcript))) return "it names a place that the transcript does not have";
        var written = StoredJson.Write(review);
        return new SaidAgain(redactor, names, transcript.Language).RewriteDocument(written) == written ? null : "its texts hold personal data that is taken out here";
    }

    private static SubmittedReview? Read(string document)
    {
        try
        {
            return JsonSerializer.Deserialize<SubmittedReview>(document, CallQAJson.Compact);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Whoever reads JSON gets null where a value is missing, whatever the type says.
    private static bool IsWhole(SubmittedReview review) =>
        review is { Answers: { Count: <= MostAnswers }, Sections: { Count: <= MostAnswers }, SubmittedAt.Year: > 2000, BegunAt.Year: > 2000, Kind: ReviewKind.Review or ReviewKind.Decision }
        && IsName(review.Scorecard) && IsName(review.Reviewer) && IsPercent(review.Overall) && IsPercent(review.MachineOverall)
        && review.Sections.All(section => IsName(section?.Section) && IsPercent(section!.Percent) && double.IsFinite(section.Weight))
        && review.Answers.All(answer => IsName(answer?.Question) && answer is { Passages.Count: <= MostAnswers, Evidence.Count: <= MostAnswers } && double.IsFinite(answer.Points ?? 0) && double.IsFinite(answer.MaxPoints))
        && Passages(review).All(passage => passage?.Quote is not null);

    private static IEnumerable<string> Texts(SubmittedReview review) => review.Answers
        .SelectMany(answer => new[] { answer.Choice, answer.MachineChoice, answer.ChangeReason, answer.Comment }.Concat(answer.Passages.Concat(answer.Evidence).Select(passage => passage.Quote)))
        .Append(review.Remark).OfType<string>();

    private static IEnumerable<Passage> Passages(SubmittedReview review) => review.Answers.SelectMany(answer => answer.Passages.Concat(answer.Evidence));

    // A passage that a person marked may begin and end inside of turns, and turns may have been corrected: the words need not be the same.
    private static bool IsThere(Passage passage, Transcript transcript) =>
        passage.Turn >= 0 && passage.Turn < transcript.Turns.Count && passage.Start >= TimeSpan.Zero && passage.End >= passage.Start
        && (transcript.Duration is not { } length || passage.Start <= length);

    private static bool IsName(string? text) => text is { Length: > 0 and <= LongestName } && !text.Any(char.IsControl);

    private static bool IsPercent(double? value) => value is null or (>= 0 and <= 100);
}
