using CallQA.App.Jobs;
using CallQA.App.Learning;

namespace CallQA.App.Commands;

/// <summary>What the number of a step of the night says, in words.</summary>
internal static class NightWords
{
    public static string Of(NightlyResult result) => result switch
    {
        { Error: { } error } => error,
        { Candidate: CandidateOutcome.NotDue } => "no new models: too few new reviews",
        { Candidate: CandidateOutcome.NotBetter } => "no new models: the candidate was not better; callqa models scoring tells why",
        { Candidate: CandidateOutcome.InForce } or { Step: "learning-candidate", Count: > 0 } => "new models in force; callqa models scoring tells why",
        { Step: "learning-candidate" } => "no new models",
        { Count: { } count } when Thing(result.Step) is (var one, var done) => Counted.Of(count, one, done),
        _ => "ok",
    };

    private static (string One, string Done)? Thing(string step) => step switch
    {
        "intake" => ("file", " taken in"),
        "bucket" => ("object", " taken in"),
        "sweep" => ("call", " taken up"),
        "sidecars" => ("call", " completed by sidecars that came late"),
        "missing-recordings" => ("recording", " given up that a list had named"),
        "originals" => ("original", " destroyed"),
        "retention" => ("call", " erased"),
        "sampling" => ("call", " drawn for review"),
        "coaching-reports" => ("month", " of reports written"),
        "coaching-due" => ("coaching session", " due"),
        "report-mail" => ("e-mail", " sent"),
        "learning-reviews" => ("review", " to learn from"),
        "drift" => ("alarm", ""),
        "teaching-calls" => ("call", " put before reviewers to learn from"),
        _ => null,
    };
}
