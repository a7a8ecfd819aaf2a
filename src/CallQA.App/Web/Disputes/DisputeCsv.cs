using System.Globalization;
using System.Text;
using CallQA.App.Identity;
using CallQA.App.Review.Calibration;
using CallQA.App.Review.Disputes;

namespace CallQA.App.Web.Disputes;

/// <summary>The disputes of a period as a file: one row a disputed question.</summary>
internal static class DisputeCsv
{
    /// <summary>Maps the file for pages and programs alike.</summary>
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/disputes.csv", AnswerAsync).RequireAuthorization(Access.SeeReports)
        .WithSummary("The disputes of a period as a table, one row a disputed question").Produces<string>(contentType: "text/csv");

    private static async Task<IResult> AnswerAsync(
        DateOnly? from, DateOnly? until, HttpContext context, DisputeReports reports, BlindCalls blind, PagePeriod days, AuditTrail audit, CancellationToken cancellationToken)
    {
        var period = days.Of(from, until, DisputesPage.DaysShown);
        var report = await reports.ReadAsync(days.Begin(period), days.End(period), cancellationToken);
        await audit.AddAsync(AuditTrail.Exported, context.User.Identity!.Name!, cancellationToken);
        return Results.File(Encoding.UTF8.GetBytes(Write(report.Hiding(await blind.OfAsync(context.User, cancellationToken)))), "text/csv", FormattableString.Invariant($"disputes-{period.First:yyyy-MM-dd}-{period.Last:yyyy-MM-dd}.csv"));
    }

    /// <summary>The rows, with times in hours.</summary>
    public static string Write(DisputeReport report)
    {
        var table = new CsvTable();
        table.Add(["call_id", "round", "disputed_by", "released", "disputed", "decided", "decided_by", "outcome", "hours_to_dispute", "hours_to_decide", "question_id", "answer"]);
        foreach (var entry in report.Cases)
        {
            foreach (var question in entry.Questions)
            {
                table.Add(
                [
                    entry.CallId, entry.Round, entry.By, Moment(entry.ReleasedAt), Moment(entry.DisputedAt), entry.DecidedAt is { } decided ? Moment(decided) : null,
                    entry.DecidedBy, Word(entry.Changed is { } changed ? !changed : null), (entry.DisputedAt - entry.ReleasedAt).TotalHours,
                    (entry.DecidedAt - entry.DisputedAt)?.TotalHours, question.Question, Word(question.Upheld),
                ]);
            }
        }

        return table.ToString();
    }

    private static string Word(bool? upheld) => upheld switch { true => "upheld", false => "changed", null => "open" };

    private static string Moment(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
