using System.Security.Claims;
using CallQA.Agreement;
using CallQA.App.Coaching.Effects;
using CallQA.App.Coaching.Fairness;
using CallQA.App.Dashboards;
using CallQA.App.Learning;
using CallQA.App.Review.Agreement;
using CallQA.App.Review.Calibration;
using CallQA.App.Scorecards;
using CallQA.App.Search;
using CallQA.App.Settings;
using CallQA.App.Web.Agreement;
using CallQA.App.Web.Dashboard;
using CallQA.Coaching.Effects;
using CallQA.Coaching.Fairness;
using CallQA.Coaching.Sessions;

namespace CallQA.App.Web.Api;

/// <summary>How far answers to one question agree.</summary>
internal sealed record AgreementLine(string Question, AnswerAgreement Agreement);

/// <summary>Agreement of machine and people, as <see cref="AgreementReport"/> tells it.</summary>
internal sealed record AgreementFigures(
    string Scorecard, int Reviews, IReadOnlyList<AgreementLine> Blind, IReadOnlyList<AgreementLine> Shown, IReadOnlyList<ReviewerFigures> Reviewers);

/// <summary>Sums over many calls and reviews.</summary>
internal static class FigureRoutes
{
    private const int DaysOfGroups = 180;

    public static void Map(RouteGroupBuilder figures)
    {
        figures.MapGet("/dashboard", DashboardAsync).Describe<Dashboards.Dashboard>("Results of a period, of the machine or of people, by time, agent, telephone queue, team and question");
        figures.MapGet("/agreement", AgreementAsync).Describe<AgreementFigures>("How far machine and people agree, and how mild or strict reviewers are; reviewers get their own line only");
        figures.MapGet("/fairness", FairnessAsync).Describe<IReadOnlyList<GroupFairness>>("Whether groups of calls are scored otherwise than the others, and what of it remains at equal human scores: a row a measure and group");
        figures.MapGet("/learning", async (CallQASettings settings, CallEngines engines, CancellationToken token) => JsonAnswer.Of(await LearningState.ReadAsync(settings, engines, token)))
            .Describe<LearningState>("What the scoring models have learnt from reviews, and whether inputs, scores and agreement have drifted");
        figures.MapGet("/coaching/effect", EffectAsync).Describe<CoachingEffect>("What coaching on a focus changed, against comparable agents who were not coached");
    }

    private static async Task<IResult> FairnessAsync(
        FairnessReader reader, BlindCalls blind, PagePeriod days, ClaimsPrincipal user, CancellationToken cancellationToken,
        DateOnly? from = null, DateOnly? until = null, FairnessGrouping by = FairnessGrouping.Team)
    {
        var period = days.Of(from, until, DaysOfGroups);
        return JsonAnswer.Of(await reader.ReadAsync(by, days.Begin(period), days.End(period), await blind.OfAsync(user, cancellationToken), cancellationToken));
    }

    private static async Task<IResult> EffectAsync(
        string focus, EffectReader reader, ScorecardStore scorecards, BlindCalls blind, PagePeriod days, ClaimsPrincipal user, CancellationToken cancellationToken,
        DateOnly? from = null, DateOnly? until = null)
    {
        if (CoachingFocus.Of(await scorecards.InForceAsync(cancellationToken)).FirstOrDefault(one => one.Key == focus) is not { } known)
            return JsonAnswer.Refusal($"There is no focus '{focus}'; write one such as measure:empathy or question:greeting.", StatusCodes.Status404NotFound);
        var period = days.Of(from, until, DaysOfGroups);
        return JsonAnswer.Of(await reader.ReadAsync(known, period.First, period.Last, await blind.OfAsync(user, cancellationToken), cancellationToken));
    }

    private static async Task<IResult> DashboardAsync(
        DashboardReader reader, ScorecardStore scorecards, BlindCalls blind, PagePeriod days, ClaimsPrincipal user, CancellationToken cancellationToken,
        DateOnly? from = null, DateOnly? until = null, string? agent = null, string? queue = null, string? team = null, string? reason = null, ScoreSource by = ScoreSource.Machine)
    {
        var period = days.Of(from, until, DashboardPage.DaysShown);
        var query = new DashboardQuery(new(period.First, period.Last)) { Scores = by, Agent = agent, Queue = queue, Team = team, Reason = reason, Blind = await blind.OfAsync(user, cancellationToken) };
        return JsonAnswer.Of(await reader.ReadAsync(await scorecards.InForceAsync(cancellationToken), query, cancellationToken));
    }

    private static async Task<IResult> AgreementAsync(
        AgreementReports reports, ScorecardStore scorecards, BlindCalls blind, PagePeriod days, ClaimsPrincipal user, CancellationToken cancellationToken,
        DateOnly? from = null, DateOnly? until = null, string? scorecard = null)
    {
        var form = scorecard is null ? await scorecards.InForceAsync(cancellationToken) : await scorecards.FindAsync(scorecard, cancellationToken);
        if (form is null) return JsonAnswer.Refusal($"There is no scorecard {scorecard}.", StatusCodes.Status404NotFound);
        var period = days.Of(from, until, AgreementPage.DaysShown);
        var report = (await reports.ReadAsync(form, days.Begin(period), days.End(period), await blind.OfAsync(user, cancellationToken), cancellationToken)).For(user);
        return JsonAnswer.Of(new AgreementFigures(form.Reference, report.Reviews, Lines(report.Blind), Lines(report.Shown), report.Reviewers));
    }

    /// <summary>Lines by question's identifier.</summary>
    public static IReadOnlyList<AgreementLine> Lines(IEnumerable<QuestionAgreement> questions) =>
        [.. questions.Select(line => new AgreementLine(line.Question.Id, line.Agreement))];
}
