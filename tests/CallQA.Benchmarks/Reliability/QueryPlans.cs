using System.Data.Common;
using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CallQA.Benchmarks.Reliability;

/// <summary>Asks PostgreSQL before every query how it is going to answer it.</summary>
internal sealed class QueryPlans(string database) : DbCommandInterceptor, IDbContextFactory<CallQADbContext>
{
    private readonly List<string> scans = [];

    /// <summary>Every scan since the last question, each once.</summary>
    public IReadOnlyList<string> TakeScans()
    {
        string[] taken = [.. scans.Distinct()];
        scans.Clear();
        return taken;
    }

    public CallQADbContext CreateDbContext() => new PostgreSqlCallQADbContext(
        new DbContextOptionsBuilder<PostgreSqlCallQADbContext>().UseNpgsql(database).AddInterceptors(this).Options);

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await using var question = ((Npgsql.NpgsqlCommand)command).Clone();
        question.CommandText = "EXPLAIN " + command.CommandText;
        question.Connection = (Npgsql.NpgsqlConnection)command.Connection!;
        question.Transaction = (Npgsql.NpgsqlTransaction?)command.Transaction;
        await using var plan = await question.ExecuteReaderAsync(cancellationToken);
        while (await plan.ReadAsync(cancellationToken))
        {
            var line = plan.GetString(0);
            if (line.Contains(" Scan", StringComparison.Ordinal)) scans.Add(Scan(line));
        }

        return result;
    }

    // Without costs and arrows.
    private static string Scan(string line)
    {
        var text = line.Split("  (cost", 2)[0];
        return text[(text.IndexOf("->", StringComparison.Ordinal) is var arrow && arrow >= 0 ? arrow + 2 : 0)..].Trim();
    }
}
