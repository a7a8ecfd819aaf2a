using CallQA.App.Identity;
using CallQA.App.Storage;
using CallQA.Coaching.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Coaching.Sessions;

/// <summary>Coaching to be planned.</summary>
/// <param name="AgentId">The agent.</param>
/// <param name="Focus">What it works on, see <see cref="CoachingFocus.Key"/>.</param>
/// <param name="To">The figure to reach.</param>
/// <param name="By">Until when.</param>
/// <param name="StartOn">The day of the first session.</param>
/// <param name="Template">Identifier of the template; the rest of its sessions follow from it.</param>
/// <param name="Playbook">Identifier of the playbook; null for none.</param>
/// <param name="Coach">Name of the coach's account; null for whoever plans.</param>
internal sealed record NewCoaching(
    string AgentId, string Focus, double To, DateOnly By, DateOnly StartOn, string Template = "single", string? Playbook = null, string? Coach = null);

/// <summary>Plans coaching: one session, or several over weeks from a template.</summary>
internal sealed class CoachingPlans(IDbContextFactory<CallQADbContext> contexts, FocusFigures figures, TimeProvider clock)
{
    /// <summary>Days before and after today on which coaching and its sessions are planned.</summary>
    public const int MostDaysAhead = 366;

    private readonly UnitOfWork work = new(contexts);

    /// <summary>Plans it.</summary>
    /// <param name="wanted">What is to be planned.</param>
    /// <param name="who">Who plans.</param>
    /// <param name="blind">Calls that this person has to score blind; the figure that the goal begins at is without them.</param>
    /// <param name="cancellationToken">Stops the planning.</param>
    /// <returns>The number of the first session.</returns>
    /// <exception cref="InputException">Agent, focus, template, playbook or coach are unknown, or the goal or a day is not sound.</exception>
    public async Task<long> PlanAsync(NewCoaching wanted, Acting who, IReadOnlySet<string> blind, CancellationToken cancellationToken)
    {
        var template = PlanTemplate.Find(wanted.Template) ?? throw Refuse($"There is no plan '{wanted.Template}'; the plans are {string.Join(", ", PlanTemplate.All.Select(one => one.Id))}.");
        if (wanted.Playbook is { } playbook && Playbooks.Find(playbook) is null)
            throw Refuse($"There is no playbook '{playbook}'; the playbooks are {string.Join(", ", Playbooks.All.Select(one => one.Id))}.");
        var today = figures.Today;
        if (wanted.StartOn < today.AddDays(-MostDaysAhead) || wanted.StartOn > today.AddDays(MostDaysAhead))
            throw Refuse($"Coaching begins on {wanted.StartOn:yyyy-MM-dd}, which is more than a year from today; choose a nearer day.");
        var present = await figures.PresentAsync(wanted.AgentId, blind, cancellationToken);
        var figure = present.FirstOrDefault(one => one.Focus.Key == wanted.Focus)
            ?? throw Refuse($"There is no focus '{wanted.Focus}'; write measure:… or question:… as the scorecard names it.");
        var goal = new CoachingGoal(figure.Focus, figure.Value, wanted.To, wanted.By);
        if (goal.Problem(wanted.StartOn) is { } problem) throw Refuse(problem);
        var plan = await work.CommitAsync(
            async context =>
            {
                var coach = await CoachAsync(context, wanted.Coach ?? who.Name, cancellationToken);
                var agent = await AgentAsync(context, wanted.AgentId, cancellationToken);
                return context.CoachingPlans.Add(Row(wanted, goal, agent, coach, template, kind => CoachingMapping.Record(context, who, Now(), SessionEventKind.Planned, day: kind))).Entity;
            },
            cancellationToken);
        return plan.Sessions[0].Id;
    }

    /// <summary>Those who coach, by name.</summary>
    public Task<List<string>> CoachesAsync(CancellationToken cancellationToken) => work.ReadAsync(
        context => Coaches(context).OrderBy(user => user.NormalizedName).Select(user => user.Name).ToListAsync(cancellationToken), cancellationToken);

    /// <summary>An account that coaches.</summary>
    /// <exception cref="InputException">There is none of this name.</exception>
    internal static async Task<UserRow> CoachAsync(CallQADbContext context, string name, CancellationToken cancellationToken)
    {
        var normalized = Accounts.Normalize(name);
        return await Coaches(context).FirstOrDefaultAsync(user => user.NormalizedName == normalized, cancellationToken)
            ?? throw Refuse($"'{name}' is the name of no account that coaches; trainers and admins do.");
    }

    private static IQueryable<UserRow> Coaches(CallQADbContext context) =>
        context.Users.Where(user => !user.Disabled && (user.Role == Role.Trainer || user.Role == Role.Admin));

    private static async Task<string?> AgentAsync(CallQADbContext context, string agentId, CancellationToken cancellationToken)
    {
        var calls = context.Calls.Where(call => call.AgentId == agentId);
        if (!await calls.AnyAsync(cancellationToken)) throw Refuse($"There are no calls of an agent '{agentId}'; write the identifier as in the call lists.");
        return await calls.OrderByDescending(call => call.ListedUtc).Select(call => call.AgentName).FirstOrDefaultAsync(name => name != null, cancellationToken);
    }

    private CoachingPlanRow Row(NewCoaching wanted, CoachingGoal goal, string? agent, UserRow coach, PlanTemplate template, Func<DateOnly, CoachingEventRow> planned) => new()
    {
        AgentId = wanted.AgentId,
        AgentName = agent,
        CoachId = coach.Id,
        Coach = coach.Name,
        Focus = goal.Focus.Key,
        Playbook = wanted.Playbook,
        FromCalls = goal.From.N,
        FromMean = goal.From.Mean,
        FromLow = goal.From.Interval?.Low,
        FromHigh = goal.From.Interval?.High,
        GoalTo = goal.To,
        GoalBy = goal.By,
        StartOn = wanted.StartOn,
        CreatedUtc = Now(),
        Sessions = [.. template.Steps.Select((step, position) => Row(step, position, wanted.StartOn.AddDays(step.AfterDays), planned))],
    };

    private static CoachingSessionRow Row(PlanStep step, int position, DateOnly day, Func<DateOnly, CoachingEventRow> planned) => new()
    {
        Position = position,
        Kind = step.Kind,
        State = SessionState.Planned,
        PlannedOn = day,
        FollowUpOn = step.FollowUpAfterDays is { } days ? day.AddDays(days) : null,
        DueOn = day,
        Events = [planned(day)],
    };

    private static InputException Refuse(string sentence) => new(InputFault.Settings, sentence);

    private DateTime Now() => CallMapping.Utc(clock.GetUtcNow());
}
