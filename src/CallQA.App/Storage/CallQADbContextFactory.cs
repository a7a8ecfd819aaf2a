using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace CallQA.App.Storage;

/// <summary>
/// Makes one short-lived context a unit of work, for the provider of the location. Contexts are used again, for making one costs more
/// than a small query.
/// </summary>
internal sealed class CallQADbContextFactory : IDbContextFactory<CallQADbContext>
{
    private const int Retries = 5;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    // The server is being stopped, has crashed, or is starting.
    private static readonly string[] Outages = [PostgresErrorCodes.AdminShutdown, PostgresErrorCodes.CrashShutdown, PostgresErrorCodes.CannotConnectNow];

    private readonly Func<CallQADbContext> create;

    public CallQADbContextFactory(DatabaseLocation location)
    {
        Location = location;
        create = location.Provider == DatabaseProvider.Sqlite ? Sqlite(location) : PostgreSql(location);
    }

    public DatabaseLocation Location { get; }

    public CallQADbContext CreateDbContext() => create();

    private static Func<CallQADbContext> Sqlite(DatabaseLocation location)
    {
        var options = new DbContextOptionsBuilder<SqliteCallQADbContext>().UseSqlite(location.ConnectionString).AddInterceptors(new SqlitePragmas()).Options;
        return new PooledDbContextFactory<SqliteCallQADbContext>(options).CreateDbContext;
    }

    private static Func<CallQADbContext> PostgreSql(DatabaseLocation location)
    {
        var options = new DbContextOptionsBuilder<PostgreSqlCallQADbContext>()
            .UseNpgsql(location.ConnectionString, npgsql => npgsql.EnableRetryOnFailure(Retries, LongestPause, Outages))
            .Options;
        return new PooledDbContextFactory<PostgreSqlCallQADbContext>(options).CreateDbContext;
    }
}
