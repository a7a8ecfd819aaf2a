using System.Globalization;
using System.Security.Claims;
using System.Text;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Identity;
using CallQA.App.Review.Calibration;

namespace CallQA.App.Web.Coaching;

/// <summary>Coaching sessions as a file: one row a session, without notes.</summary>
internal static class SessionCsv
{
    private const int MostRows = 100_000;

    /// <summary>Maps the file for pages and programs alike.</summary>
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/coaching.csv", AnswerAsync).RequireAuthorization(Access.SeeReports)
        .WithSummary("Coaching sessions as a table, one row a session, without notes").Produces<string>(contentType: "text/csv");

    /// <summary>What the page and the file are asked for by the same words.</summary>
    public static SessionFilter FilterOf(ClaimsPrincipal user, string? show, string? agent, string? coach, string? focus) => new(
        Enum.TryParse<SessionsShown>(show, ignoreCase: true, out var shown) ? shown : SessionsShown.Open, Known(agent), coach == CoachingPage.Mine ? UserClaims.IdOf(user) : Known(coach), Known(focus));

    private static async Task<IResult> AnswerAsync(
        string? show, string? agent, string? coach, string? focus, HttpContext context, CoachingLists lists, BlindCalls blind, AuditTrail audit, CancellationToken cancellationToken)
    {
        var (lines, _) = await lists.ListAsync(FilterOf(context.User, show, agent, coach, focus), 1, MostRows, cancellationToken);
        var hidden = await blind.AgentsAsync(context.User, cancellationToken);
        await audit.AddAsync(AuditTrail.Exported, context.User.Identity!.Name!, cancellationToken);
        return Results.File(Encoding.UTF8.GetBytes(Write(lines.Select(line => line.Hiding(hidden)))), "text/csv", "coaching.csv");
    }

    /// <summary>The rows.</summary>
    public static string Write(IEnumerable<SessionLine> lines)
    {
        var table = new CsvTable();
        table.Add(
        [
            "session_id", "plan_id", "agent_id", "agent_name", "coach", "kind", "state", "focus", "playbook", "from", "from_low", "from_high", "from_calls", "goal", "goal_by",
            "planned", "held", "follow_up", "due", "open_actions",
        ]);
        foreach (var line in lines)
        {
            var (plan, goal) = (line.Plan, line.Plan.Goal);
            table.Add(
            [
                line.Id, plan.Id, plan.AgentId, plan.AgentName, plan.Coach, line.Kind, line.State, goal.Focus.Key, plan.Playbook,
                goal.From.Mean, goal.From.Interval?.Low, goal.From.Interval?.High, goal.From.N, goal.To, Day(goal.By),
                Day(line.PlannedOn), Day(line.HeldOn), Day(line.FollowUpOn), Day(line.DueOn), line.OpenActions,
            ]);
        }

        return table.ToString();
    }

    private static string? Known(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
