using CallQA.Coaching.Sessions;

namespace CallQA.App.Coaching.Sessions;

/// <summary>The day a session is planned for, and the one it took place. Its follow-up moves with it.</summary>
internal sealed partial class CoachingSessions
{
    /// <summary>It took place.</summary>
    /// <exception cref="InputException">It is not planned any more, or the day is yet to come or long before the plan.</exception>
    public Task<bool> HoldAsync(long id, DateOnly heldOn, Acting who, CancellationToken cancellationToken) => ChangeAsync(
        id,
        (session, record) =>
        {
            CheckHeld(session, heldOn);
            Become(session, SessionState.Held);
            MoveFollowUp(session, session.PlannedOn, heldOn);
            session.HeldOn = heldOn;
            record(SessionEventKind.Held, null, heldOn);
        },
        who, cancellationToken);

    /// <summary>It took place on another day than was written, also where nothing else is changed any more: reports count from that day on.</summary>
    /// <exception cref="InputException">It was not held, or the day is yet to come or long before the plan.</exception>
    public Task<bool> CorrectHeldAsync(long id, DateOnly heldOn, Acting who, CancellationToken cancellationToken) => ChangeAsync(
        id,
        (session, record) =>
        {
            if (session.HeldOn is not { } before) throw Refuse($"The session is {Name(session.State)}; only the day of one that was held is corrected.");
            CheckHeld(session, heldOn);
            // One before that was mistyped by years moves nothing.
            if (before >= CoachingPlan.FirstDay(session.Plan!.StartOn)) MoveFollowUp(session, before, heldOn);
            session.HeldOn = heldOn;
            record(SessionEventKind.HeldCorrected, null, heldOn);
        },
        who, cancellationToken);

    /// <summary>It is put off, or brought forward.</summary>
    /// <exception cref="InputException">It is not planned any more, or the day is long before the plan or too far away.</exception>
    public Task<bool> MoveAsync(long id, DateOnly plannedOn, Acting who, CancellationToken cancellationToken) => ChangeAsync(
        id,
        (session, record) =>
        {
            if (session.State != SessionState.Planned) throw Refuse($"The session is {Name(session.State)} already; only a planned one can be moved.");
            CheckNear(plannedOn);
            CheckNotLongBefore(session, plannedOn);
            MoveFollowUp(session, session.PlannedOn, plannedOn);
            session.PlannedOn = plannedOn;
            record(SessionEventKind.Moved, null, plannedOn);
        },
        who, cancellationToken);

    private static void MoveFollowUp(CoachingSessionRow session, DateOnly from, DateOnly to)
    {
        if (session.FollowUpOn is { } day) session.FollowUpOn = DateOnly.FromDayNumber(Math.Min(day.DayNumber + to.DayNumber - from.DayNumber, DateOnly.MaxValue.DayNumber));
    }

    private void CheckHeld(CoachingSessionRow session, DateOnly heldOn)
    {
        if (heldOn > figures.Today) throw Refuse($"The session was held on {heldOn:yyyy-MM-dd}, which is yet to come; write the day it took place.");
        CheckNotLongBefore(session, heldOn);
    }

    private static void CheckNotLongBefore(CoachingSessionRow session, DateOnly day)
    {
        var start = session.Plan!.StartOn;
        if (day < CoachingPlan.FirstDay(start))
            throw Refuse($"The session is entered for {day:yyyy-MM-dd}, but its coaching begins on {start:yyyy-MM-dd}; write a day at most {CoachingPlan.DaysBefore} days before.");
    }

    private void CheckNear(DateOnly day)
    {
        if (day < figures.Today.AddDays(-CoachingPlans.MostDaysAhead) || day > figures.Today.AddDays(CoachingPlans.MostDaysAhead))
            throw Refuse($"The day {day:yyyy-MM-dd} is more than a year from today; choose a nearer one.");
    }
}
