using System.Security.Claims;
using CallQA.App.Identity;
using CallQA.App.Review.Calibration;
using CallQA.App.Settings;
using CallQA.App.Web.Reports;
using CallQA.Coaching;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.Localization;

namespace CallQA.App.Web;

/// <summary>Serves the written reports from the data directory, and nothing else from it.</summary>
internal static class ReportFiles
{
    private static readonly FileExtensionContentTypeProvider Types = new(new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8",
        [".csv"] = "text/csv; charset=utf-8",
        [".json"] = "application/json; charset=utf-8",
    });

    public static void MapReportFiles(this WebApplication app) => app.MapGet("/reports/{*path:minlength(1)}", AnswerAsync).RequireAuthorization(Access.SeeReports);

    /// <summary>The addresses of all files, by name.</summary>
    public static IReadOnlyList<string> List(string folder) => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Types.TryGetContentType(file, out _))
            .Select(file => Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/')).Where(path => Find(folder, path) is not null).Order(StringComparer.Ordinal),
    ];

    /// <summary>Sends one file to a program: a page as a copy, since the program keeps it elsewhere.</summary>
    public static async Task<IResult> AnswerCopyAsync(
        string? path, ClaimsPrincipal user, CallQASettings settings, BlindCalls blind, AuditTrail audit, IStringLocalizer<Texts> texts, CancellationToken cancellationToken)
    {
        var answer = await AnswerAsync(path, user, settings, blind, audit, texts, cancellationToken);
        return answer is PhysicalFileHttpResult file && Path.GetExtension(file.FileName) == ".html"
            ? Results.Text(ReportCopy.Of(await File.ReadAllTextAsync(file.FileName, cancellationToken), settings.Reports.Site), file.ContentType)
            : answer;
    }

    /// <summary>Sends one file. Who has to score a call of its period blind gets it afterwards.</summary>
    public static async Task<IResult> AnswerAsync(
        string? path, ClaimsPrincipal user, CallQASettings settings, BlindCalls blind, AuditTrail audit, IStringLocalizer<Texts> texts, CancellationToken cancellationToken)
    {
        if (Find(settings.ReportsPath, path) is not { } file || !Types.TryGetContentType(file, out var type)) return Results.NotFound();
        var folder = Path.GetRelativePath(settings.ReportsPath, file).Split(Path.DirectorySeparatorChar)[0];
        if (ReportPeriodText.TryParse(folder, settings.Zone, out var period) && (await blind.DaysAsync(user, settings.Zone, cancellationToken)).Any(period.Covers))
            return Results.Text(texts["Blind.Reports"], "text/plain; charset=utf-8", statusCode: StatusCodes.Status403Forbidden);
        if (Path.GetExtension(file) != ".html") await audit.AddAsync(AuditTrail.Exported, user.Identity!.Name!, cancellationToken);
        return Results.File(file, type);
    }

    /// <summary>The file of an address, or null when there is none or it would lead out of the folder.</summary>
    internal static string? Find(string folder, string? path)
    {
        if (string.IsNullOrEmpty(path) || path.Contains('\0', StringComparison.Ordinal)) return null;
        var root = Path.GetFullPath(folder);
        var file = Path.GetFullPath(Path.Combine(root, path));
        if (!file.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)) return null;
        for (FileSystemInfo? part = new FileInfo(file); part is not null && part.FullName.Length > root.Length; part = Directory.GetParent(part.FullName))
            if (part.LinkTarget is not null) return null;
        return File.Exists(file) ? file : null;
    }
}
