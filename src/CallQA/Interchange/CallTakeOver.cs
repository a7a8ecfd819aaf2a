using CallQA.Recordings;
using CallQA.Redaction;
using CallQA.Scoring;
using CallQA.Scoring.Scorecards;
using CallQA.Transcription;

namespace CallQA.Interchange;

/// <summary>
/// Decides what of CallQA's own results in a vCon is taken over with its recording. Whatever is, goes through redaction here, and keeps a key of its own, so that
/// it never stands for what is heard here.
/// </summary>
/// <param name="rule">Of which vCons.</param>
/// <param name="redactor">Takes personal data out, as of what is heard.</param>
/// <param name="scorecards">Finds the scorecards here by identifier and version.</param>
/// <param name="reviewObjection">Why a review is not taken over, see <see cref="PipelineParts.ReviewObjection"/>.</param>
internal sealed class CallTakeOver(
    TakeOverRule rule, Redactor redactor, Func<string, CancellationToken, Task<Scorecard?>> scorecards, Func<string, Transcript, KnownNames, string?>? reviewObjection = null)
{
    private const string Mark = "taken-over=vcon";

    /// <summary>What is taken over, null for nothing, and why other things are not.</summary>
    /// <param name="vcon">What was read, from a signer that is trusted where it names one.</param>
    /// <param name="file">Name of the file, for the notes.</param>
    /// <param name="call">The call as it is about to be taken in.</param>
    /// <param name="cancellationToken">Stops the deciding.</param>
    public async Task<(TakenOverResults? Results, IReadOnlyList<TakeOverNote> Notes)> DecideAsync(VconContent vcon, string file, Call call, CancellationToken cancellationToken)
    {
        if (rule == TakeOverRule.Never || (vcon.Transcript is null && vcon.TranscriptProblem is null))
            return (null, []);
        if (rule == TakeOverRule.Signed && vcon.Signer is null)
            return (null, [Transcript("it is not signed (CallQA:Vcon:TakeOver)", file, isByRule: true)]);
        if ((vcon.TranscriptProblem ?? TranscriptFit.Objection(vcon.Transcript!, call, vcon.Metadata)) is { } objection)
            return (null, [Transcript(objection, file)]);

        var names = KnownNames.Of(call.Metadata);
        var from = vcon.Signer ?? new Provenance();
        var came = vcon.Transcript! with { Origin = Marked(vcon.Transcript.Origin), TakenOver = from };
        var redacted = redactor.Redact(came, names);
        var more = redacted.Findings.Count > 0;
        var (evaluation, note) = await EvaluationAsync(vcon, file, redacted.Transcript, more, names, cancellationToken);
        var (reviews, objections) = Reviews(vcon, file, redacted.Transcript, more, names);
        return (
            new TakenOverResults(redacted.Transcript, more && redactor.KeepsOriginals ? came : null, evaluation is null ? null : evaluation with { TakenOver = from }) { Reviews = reviews },
            note is null ? objections : [note, .. objections]);
    }

    private (IReadOnlyList<string> Reviews, IReadOnlyList<TakeOverNote> Notes) Reviews(VconContent vcon, string file, Transcript transcript, bool more, KnownNames names)
    {
        if (reviewObjection is null || vcon.Reviews.Count == 0) return ([], []);
        if (more) return ([], [Review("more was taken out of the transcript here", file, isByRule: true)]);
        var judged = vcon.Reviews.Select(review => (Review: review, Objection: reviewObjection(review, transcript, names))).ToList();
        return (
            [.. judged.Where(entry => entry.Objection is null).Select(entry => entry.Review)],
            [.. judged.Select(entry => entry.Objection).OfType<string>().Distinct().Select(objection => Review(objection, file))]);
    }

    private async Task<(Evaluation? Evaluation, TakeOverNote? Note)> EvaluationAsync(
        VconContent vcon, string file, Transcript transcript, bool more, KnownNames names, CancellationToken cancellationToken)
    {
        if (vcon.EvaluationProblem is { } problem)
            return (null, Evaluation(problem, file));
        if (vcon.Evaluation is not { } evaluation)
            return (null, null);
        if (more)
            return (null, Evaluation("more was taken out of the transcript here", file, isByRule: true));
        if (evaluation.Scorecard is not { } reference || await scorecards(reference, cancellationToken) is not { } scorecard || !IsTheSame(vcon.Scorecard, scorecard))
            return (null, Evaluation("its scorecard is not here, or has other contents here", file, isByRule: true));
        if (EvaluationFit.Objection(evaluation, transcript, scorecard) is { } objection)
            return (null, Evaluation(objection, file));
        var sentences = transcript with { Turns = [.. EvaluationFit.Reasons(evaluation).Select(reason => new Turn(Speaker.Agent, reason))] };
        return redactor.Find(sentences, names).Count > 0 ? (null, Evaluation("its reasons hold personal data that is taken out here", file)) : (evaluation, null);
    }

    // Wordings may differ: no score changes by them.
    private static bool IsTheSame(string? source, Scorecard scorecard)
    {
        if (source is null)
            return false;
        try
        {
            var theirs = ScorecardReader.Read(source, "of the vCon");
            return theirs.Reference == scorecard.Reference && ScorecardDiff.Between(scorecard, theirs).All(change => change.IsWording);
        }
        catch (ScorecardException)
        {
            return false;
        }
    }

    private static TranscriptOrigin Marked(TranscriptOrigin? origin) => new(
        origin?.Engine ?? "unknown",
        origin?.Model,
        string.Join(';', [.. (origin?.Options ?? "").Split(';').Where(option => option.Length > 0 && option != Mark), Mark]));

    private static TakeOverNote Transcript(string why, string file, bool isByRule = false) =>
        new($"The transcript in the vCon '{file}' was not taken over: {why}; the call is heard anew.", isByRule);

    private static TakeOverNote Review(string why, string file, bool isByRule = false) =>
        new($"A review in the vCon '{file}' was not taken over: {why}; the call goes on without it.", isByRule);

    private static TakeOverNote Evaluation(string why, string file, bool isByRule = false) =>
        new($"The evaluation in the vCon '{file}' was not taken over: {why}; the call is scored anew.", isByRule);
}
