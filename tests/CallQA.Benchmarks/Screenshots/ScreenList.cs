using CallQA.App.Identity;

namespace CallQA.Benchmarks.Screenshots;

/// <summary>A page to take a picture of.</summary>
/// <param name="Name">The picture's name.</param>
/// <param name="Address">Its address.</param>
/// <param name="Role">Who looks at it; null for somebody who has not signed in.</param>
internal sealed record Screen(string Name, string Address, Role? Role = Role.Admin);

/// <summary>Every page of the workplace.</summary>
internal static class ScreenList
{
    /// <summary>A sample call, whose recording is there.</summary>
    public const string Call = "call-05-poor-cancellation";

    /// <summary>A sample call whose evaluation is disputed.</summary>
    public const string Disputed = "call-06-poor-delivery";

    /// <summary>A sample call whose agent has a new evaluation to answer.</summary>
    public const string Released = "call-01-excellent-refund";

    /// <param name="link">The secret part of a link to a playlist.</param>
    /// <param name="month">The month that reports were written of.</param>
    public static IReadOnlyList<Screen> All(string link, string month) =>
    [
        new("sign-in", "/sign-in", Role: null),
        new("calls", "/"),
        new("queue", "/review?show=All"),
        new("sampling-plans", "/review/plans"),
        new("call", $"/calls/{Call}", Role.Reviewer),
        new("call-clip", $"/calls/{Call}?t=4#clipping", Role.Trainer),
        new("call-blind", $"/calls/{Call}?blind=1", Role.Reviewer),
        new("call-decision", $"/calls/{Disputed}"),
        new("call-agent", $"/calls/{Released}", Role.Agent),
        new("search", "/search?q=refund"),
        new("dashboard", "/dashboard"),
        new("disputes", "/disputes"),
        new("my-evaluations", "/my", Role.Agent),
        new("examples", "/examples?topic=skill%3Aopen-warmly", Role.Trainer),
        new("clips", "/clips", Role.Trainer),
        new("playlists", "/playlists", Role.Trainer),
        new("playlist", "/playlists/1", Role.Trainer),
        new("playlist-shared", $"/shared/{link}", Role: null),
        new("coaching", "/coaching", Role.Trainer),
        new("coaching-new", "/coaching/new?agent=a-017&focus=measure%3Aempathy", Role.Trainer),
        new("coaching-session", "/coaching/1", Role.Trainer),
        new("coaching-session-agent", "/my/coaching/1", Role.Agent),
        new("coaching-playbooks", "/coaching/playbooks", Role.Trainer),
        new("coaching-effect", "/coaching/effect", Role.Trainer),
        new("calibration", "/calibration"),
        new("calibration-session", "/calibration/1", Role.Trainer),
        new("calibration-session-revealed", "/calibration/2", Role.Trainer),
        new("agreement", "/agreement"),
        new("fairness", "/fairness"),
        new("learning", "/learning"),
        new("scorecards", "/scorecards"),
        new("scorecard", "/scorecards/service-call/1"),
        new("scorecard-editor", "/scorecards/service-call/1/edit"),
        new("quarantine", "/quarantine"),
        new("audit", "/audit"),
        new("accounts", "/users"),
        new("keys", "/keys"),
        new("password", "/password"),
        new("not-found", "/calls/none"),
        new("reports", "/reports"),
        new("report-team", $"/reports/{month}/team.html"),
        new("report-agent", $"/reports/{month}/a-000.html"),
        new("report-list", "/reports/index.html"),
    ];
}
