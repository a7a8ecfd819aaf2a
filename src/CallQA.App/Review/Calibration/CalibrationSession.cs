namespace CallQA.App.Review.Calibration;

/// <summary>A reviewer of a session.</summary>
/// <param name="ReviewerId">The account.</param>
/// <param name="Name">The name.</param>
/// <param name="Done">Calls scored so far.</param>
public sealed record CalibrationMember(string ReviewerId, string Name, int Done);

/// <summary>What was agreed on for a question.</summary>
/// <param name="Question">Stable identifier of the question.</param>
/// <param name="Choice">The option's value; null for "not applicable".</param>
/// <param name="Remark">Why; null for none.</param>
/// <param name="By">Who wrote it down.</param>
public sealed record Consensus(string Question, string? Choice, string? Remark, string By);

/// <summary>One call of a session with everybody's answers.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Reviews">By reviewer's account; empty until the session is revealed.</param>
/// <param name="Agreed">By question: the consensus written down last.</param>
public sealed record CalibrationCall(string CallId, IReadOnlyDictionary<string, SubmittedReview> Reviews, IReadOnlyDictionary<string, Consensus> Agreed);

/// <summary>A calibration session.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Scorecard">Identifier and version of the scorecard.</param>
/// <param name="DueAt">Until when everybody should have scored.</param>
/// <param name="MasterId">The reviewer whose answers are the master; null for a consensus.</param>
/// <param name="Seed">The seed that calls were drawn with; null when they were named.</param>
/// <param name="By">Who opened it.</param>
/// <param name="OpenedAt">When.</param>
/// <param name="ClosedAt">When it was closed; null while it is open.</param>
/// <param name="Members">Who scores.</param>
/// <param name="Calls">What is scored.</param>
public sealed record CalibrationSession(
    long Id, string Name, string Scorecard, DateTimeOffset DueAt, string? MasterId, string? Seed, string By, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt,
    IReadOnlyList<CalibrationMember> Members, IReadOnlyList<CalibrationCall> Calls)
{
    /// <summary>Whether answers may be seen: all have submitted, or the session is closed.</summary>
    public bool Revealed => ClosedAt is not null || Members.All(member => member.Done == Calls.Count);

    /// <summary>The session for somebody who has to score some of its calls blind in another one: without their answers.</summary>
    internal CalibrationSession Hiding(IReadOnlySet<string> blind) => this with
    {
        Calls =
        [
            .. Calls.Select(call => blind.Contains(call.CallId)
                ? call with { Reviews = new Dictionary<string, SubmittedReview>(), Agreed = new Dictionary<string, Consensus>() }
                : call),
        ],
    };
}

/// <summary>What a reviewer has to score blind.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Scorecard">Identifier and version of the scorecard that is answered.</param>
/// <param name="Submitted">The reviewer has scored this call; the others have not yet scored all.</param>
public sealed record CalibrationTask(long SessionId, string Name, string Scorecard, bool Submitted);

/// <summary>A session to be opened.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="CallIds">Calls named by their numbers.</param>
/// <param name="Drawn">Calls to draw in addition.</param>
/// <param name="Seed">The seed to draw with.</param>
/// <param name="MemberIds">Accounts of those who score.</param>
/// <param name="MasterId">The account whose answers are the master; null for a consensus.</param>
/// <param name="DueAt">Until when everybody should have scored.</param>
internal sealed record NewCalibration(string Name, IReadOnlyList<string> CallIds, int Drawn, string? Seed, IReadOnlyList<string> MemberIds, string? MasterId, DateTimeOffset DueAt);
