using System.CommandLine;
using System.Text;
using CallQA.App.Exports;
using CallQA.App.Identity;
using CallQA.Recordings;

namespace CallQA.App.Commands;

/// <summary><c>callqa evaluations</c>: evaluations as tables for other programs.</summary>
internal static class EvaluationsCommand
{
    private const string EvaluationsFile = "evaluations.csv";
    private const string AnswersFile = "answers.csv";

    private const string Description = """
        Write all evaluations as two tables (CSV, UTF-8) for business intelligence: evaluations.csv with a row an evaluation, answers.csv with a row an answer.

        Columns keep their names and places; new ones are added at the end. Moments are ISO 8601 in UTC. What was said in calls is not in them. The export is in the audit log.

        Examples:
          callqa evaluations export --output exports
          callqa evaluations export --since 2026-11-01 --until 2026-12-01 --by human
        """;

    public static Command Create() => new("evaluations", "Write evaluations for other programs.") { CreateExport() };

    private static Command CreateExport()
    {
        var output = new Option<string>("--output", "-o") { Description = "folder of the files [default: this one]", DefaultValueFactory = _ => "." };
        var since = new Option<DateTimeOffset?>("--since") { Description = "made at or after this moment, ISO 8601" };
        var until = new Option<DateTimeOffset?>("--until") { Description = "made before this moment, ISO 8601" };
        var by = new Option<ExportedBy>("--by") { Description = "whose: all, machine or human", DefaultValueFactory = _ => ExportedBy.All };
        var data = SettingsOptions.Data();
        var command = new Command("export", Description) { output, since, until, by, data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await CommandServices.OpenExistingStoreAsync(SettingsOptions.Read(parsed.GetValue(data)), cancellationToken);
            var export = services.GetRequiredService<EvaluationExport>();
            var query = new ExportQuery(parsed.GetValue(since), parsed.GetValue(until), parsed.GetValue(by));
            var folder = Path.GetFullPath(parsed.GetValue(output)!);
            var bounds = await export.BoundsAsync(cancellationToken);
            await services.GetRequiredService<AuditTrail>().AddAsync(AuditTrail.Exported, "command line", cancellationToken);
            var count = await WriteAsync(Path.Combine(folder, EvaluationsFile), EvaluationTables.EvaluationHeader, export.ReadAsync(query, bounds, cancellationToken), EvaluationTables.EvaluationRow, cancellationToken);
            await WriteAsync(Path.Combine(folder, AnswersFile), EvaluationTables.AnswerHeader, export.ReadAsync(query, bounds, cancellationToken), EvaluationTables.AnswerRows, cancellationToken);
            Console.Out.WriteLine($"{Counted.Of(count, "evaluation")} in {Path.Combine(folder, EvaluationsFile)}, the answers in {Path.Combine(folder, AnswersFile)}.");
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<int> WriteAsync(
        string path, string header, IAsyncEnumerable<ExportedEvaluation> evaluations, Func<ExportedEvaluation, string> rows, CancellationToken cancellationToken)
    {
        var count = 0;
        await AtomicFile.WriteAsync(
            path,
            async (target, token) =>
            {
                await using var writer = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 65_536, leaveOpen: true);
                await writer.WriteAsync(header.AsMemory(), token);
                await foreach (var entry in evaluations.WithCancellation(token))
                {
                    await writer.WriteAsync(rows(entry).AsMemory(), token);
                    count++;
                }
            },
            cancellationToken);
        return count;
    }
}
