using CallQA.App.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CallQA.Benchmarks.Reliability;

/// <summary>Copies tables from PostgreSQL into a SQLite file.</summary>
internal static class SqliteCopy
{
    /// <summary>Calls, figures and turns; the documents stay behind.</summary>
    public static readonly string[] Searchable = ["Calls", "CallFigures", "SpokenTurns", "ReviewTasks"];

    /// <summary>All that pages show, but for accounts.</summary>
    public static readonly string[] Everything =
    [
        "Calls", "Transcripts", "Evaluations", "StageRuns", "CallFigures", "SpokenTurns", "ReviewTasks", "Reviews", "Standings", "ScoreEvents",
        "CalibrationSessions", "CalibrationCalls", "CalibrationMembers", "CoachingPlans", "CoachingSessions", "CoachingEvents", "Clips", "Playlists", "PlaylistClips", "Audit", "ScorecardVersions", "ScorecardsInForce",
    ];

    public static async Task MakeAsync(string postgreSql, CallQADbContextFactory sqlite, IReadOnlyCollection<string> tables, CancellationToken cancellationToken)
    {
        await new DatabaseSetup(sqlite).MigrateAsync(cancellationToken);
        await using var from = new NpgsqlConnection(postgreSql);
        await from.OpenAsync(cancellationToken);
        await using var context = sqlite.CreateDbContext();
        await context.Database.OpenConnectionAsync(cancellationToken);
        var to = (SqliteConnection)context.Database.GetDbConnection();
        await ExecuteAsync(to, "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF;", cancellationToken);
        foreach (var table in tables) await CopyAsync(from, to, table, cancellationToken);
        if (!tables.Contains("Transcripts")) await ExecuteAsync(to, "UPDATE \"Calls\" SET \"CurrentTranscriptId\" = NULL;", cancellationToken);
        await ExecuteAsync(to, "ANALYZE;", cancellationToken);
    }

    private static async Task CopyAsync(NpgsqlConnection from, SqliteConnection to, string table, CancellationToken cancellationToken)
    {
        var columns = new List<string>();
        await using (var about = to.CreateCommand())
        {
            about.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
            await using var names = await about.ExecuteReaderAsync(cancellationToken);
            while (await names.ReadAsync(cancellationToken)) columns.Add($"\"{names.GetString(0)}\"");
        }

        await using var read = new NpgsqlCommand($"SELECT {string.Join(',', columns)} FROM \"{table}\"", from);
        await using var rows = await read.ExecuteReaderAsync(cancellationToken);
        await using var transaction = await to.BeginTransactionAsync(cancellationToken);
        await using var insert = to.CreateCommand();
        insert.CommandText = $"INSERT INTO \"{table}\" ({string.Join(',', columns)}) VALUES ({string.Join(',', columns.Select((_, index) => $"$p{index}"))})";
        insert.Transaction = (SqliteTransaction)transaction;
        var values = columns.Select((_, index) => insert.Parameters.Add(new SqliteParameter($"$p{index}", null))).ToList();
        while (await rows.ReadAsync(cancellationToken))
        {
            for (var column = 0; column < columns.Count; column++) values[column].Value = rows.GetValue(column);
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
