using System.Globalization;
using Npgsql;

namespace CallQA.Benchmarks.Reliability;

/// <summary>What a PostgreSQL server on this machine has done so far.</summary>
/// <param name="Transactions">Transactions of the database, whether they changed something or not.</param>
/// <param name="Processor">Processor time of the server's processes that are alive.</param>
internal sealed record DatabaseLoad(long Transactions, TimeSpan Processor)
{
    private const double TicksASecond = 100;

    public static DatabaseLoad operator -(DatabaseLoad later, DatabaseLoad earlier) =>
        new(later.Transactions - earlier.Transactions, later.Processor - earlier.Processor);

    public static async Task<DatabaseLoad> ReadAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT xact_commit + xact_rollback, pg_backend_pid() FROM pg_stat_database WHERE datname = current_database()", connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        var (transactions, backend) = (reader.GetInt64(0), reader.GetInt32(1));
        var server = Statistics(backend)[1];
        var ticks = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _))
            .Select(name => Statistics(int.Parse(name!, CultureInfo.InvariantCulture))).Where(line => line.Length > 14 && line[1] == server)
            .Sum(line => long.Parse(line[11], CultureInfo.InvariantCulture) + long.Parse(line[12], CultureInfo.InvariantCulture));
        return new(transactions, TimeSpan.FromSeconds(ticks / TicksASecond));
    }

    // The fields behind the name, which may hold blanks: state, parent, …, of /proc/PID/stat.
    private static string[] Statistics(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Split(") ", 2)[1].Split(' ');
        }
        catch (IOException)
        {
            // It has ended.
            return [];
        }
    }
}
