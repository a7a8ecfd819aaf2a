using System.Security.Claims;
using System.Text;
using CallQA.App.Exports;
using CallQA.App.Identity;
using CallQA.App.Review.Calibration;
using CallQA.App.Settings;

namespace CallQA.App.Web.Api;

/// <summary>Evaluations as tables for other programs, written as they are read: there may be very many.</summary>
internal static class ExportRoutes
{
    private const string Csv = "text/csv; charset=utf-8";

    public static void Map(RouteGroupBuilder exports)
    {
        exports.MapGet("/evaluations.csv", EvaluationsAsync).WithSummary("Evaluations of machine and people as a table, a row each; `from` and `until` are days, `by` is all, machine or human").Produces<string>(contentType: "text/csv");
        exports.MapGet("/answers.csv", AnswersAsync).WithSummary("The answers of the same evaluations as a table, a row each").Produces<string>(contentType: "text/csv");
    }

    private static Task<IResult> EvaluationsAsync(
        EvaluationExport export, BlindCalls blind, CallQASettings settings, AuditTrail audit, ClaimsPrincipal user, CancellationToken cancellationToken,
        DateOnly? from = null, DateOnly? until = null, ExportedBy by = ExportedBy.All) =>
        AnswerAsync(export, blind, settings, audit, user, from, until, by, "evaluations.csv", EvaluationTables.EvaluationHeader, EvaluationTables.EvaluationRow, cancellationToken);

    private static Task<IResult> AnswersAsync(
        EvaluationExport export, BlindCalls blind, CallQASettings settings, AuditTrail audit, ClaimsPrincipal user, CancellationToken cancellationToken,
        DateOnly? from = null, DateOnly? until = null, ExportedBy by = ExportedBy.All) =>
        AnswerAsync(export, blind, settings, audit, user, from, until, by, "answers.csv", EvaluationTables.AnswerHeader, EvaluationTables.AnswerRows, cancellationToken);

    private static async Task<IResult> AnswerAsync(
        EvaluationExport export, BlindCalls blind, CallQASettings settings, AuditTrail audit, ClaimsPrincipal user, DateOnly? from, DateOnly? until, ExportedBy by,
        string name, string header, Func<ExportedEvaluation, string> rows, CancellationToken cancellationToken)
    {
        var query = new ExportQuery(
            from is { } first ? PagePeriod.Midnight(first, settings.Zone) : null,
            until is { } last && last < DateOnly.MaxValue ? PagePeriod.Midnight(last.AddDays(1), settings.Zone) : null,
            by,
            await blind.OfAsync(user, cancellationToken));
        var bounds = await export.BoundsAsync(cancellationToken);
        await audit.AddAsync(AuditTrail.Exported, user.Identity!.Name!, cancellationToken);
        return Results.Stream(
            async target =>
            {
                await using var writer = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 65_536, leaveOpen: true);
                await writer.WriteAsync(header.AsMemory(), cancellationToken);
                await foreach (var entry in export.ReadAsync(query, bounds, cancellationToken)) await writer.WriteAsync(rows(entry).AsMemory(), cancellationToken);
            },
            Csv,
            name);
    }
}
