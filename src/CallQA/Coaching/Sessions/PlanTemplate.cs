namespace CallQA.Coaching.Sessions;

/// <summary>What a session of a plan is for.</summary>
public enum SessionKind
{
    /// <summary>A session that stands alone.</summary>
    Talk,

    /// <summary>Agree on focus, goal and first actions.</summary>
    KickOff,

    /// <summary>Hear own calls together.</summary>
    ListenTogether,

    /// <summary>Try it out in a role play.</summary>
    Practise,

    /// <summary>See what has changed.</summary>
    FollowUp,
}

/// <summary>A session of a template.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="AfterDays">Days after the start.</param>
/// <param name="FollowUpAfterDays">Days from then to its own follow-up; null where a later session of the plan is that.</param>
public sealed record PlanStep(SessionKind Kind, int AfterDays, int? FollowUpAfterDays = null);

/// <summary>Sessions that are planned at once.</summary>
/// <param name="Id">Stable identifier.</param>
/// <param name="Steps">In the order of time.</param>
public sealed record PlanTemplate(string Id, IReadOnlyList<PlanStep> Steps)
{
    /// <summary>The templates that come with the product, the shortest first.</summary>
    public static IReadOnlyList<PlanTemplate> All { get; } =
    [
        new("single", [new(SessionKind.Talk, 0, FollowUpAfterDays: 14)]),
        new("four-weeks",
        [
            new(SessionKind.KickOff, 0), new(SessionKind.ListenTogether, 2), new(SessionKind.Practise, 4),
            new(SessionKind.FollowUp, 7), new(SessionKind.FollowUp, 14), new(SessionKind.FollowUp, 28),
        ]),
        new("eight-weeks",
        [
            new(SessionKind.KickOff, 0), new(SessionKind.ListenTogether, 7), new(SessionKind.Practise, 14), new(SessionKind.Practise, 21),
            new(SessionKind.FollowUp, 28), new(SessionKind.FollowUp, 42), new(SessionKind.FollowUp, 56),
        ]),
    ];

    /// <summary>Days from the start to the last session.</summary>
    public int Days => Steps[^1].AfterDays;

    /// <summary>Finds a template.</summary>
    /// <param name="id">Its identifier.</param>
    /// <returns>The template, or null when there is none of that name.</returns>
    public static PlanTemplate? Find(string id) => All.FirstOrDefault(template => template.Id == id);
}
