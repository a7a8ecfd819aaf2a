using Microsoft.Data.Sqlite;
using Npgsql;

namespace CallQA.App.Storage;

internal enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
}

/// <summary>Which database, read from the one setting <c>ConnectionStrings:CallQA</c>.</summary>
/// <param name="Provider">SQLite or PostgreSQL.</param>
/// <param name="ConnectionString">In the provider's own form.</param>
internal sealed record DatabaseLocation(DatabaseProvider Provider, string ConnectionString)
{
    private const string FileName = "callqa.db";
    private const int BusyTimeoutSeconds = 30;

    /// <summary>The database file of a SQLite location.</summary>
    public string SqliteFile => new SqliteConnectionStringBuilder(ConnectionString).DataSource;

    /// <summary>Reads the setting: empty is a file in the data directory, <c>Host=…</c> is PostgreSQL, anything else SQLite.</summary>
    /// <exception cref="InputException">The text is neither.</exception>
    public static DatabaseLocation Parse(string? setting, string dataDirectory)
    {
        if (string.IsNullOrWhiteSpace(setting)) return Sqlite(Path.Combine(dataDirectory, FileName));
        if (setting.Contains("://", StringComparison.Ordinal))
            throw Refuse("is a URL; write it as Host=…;Database=…;Username=…");
        if (!setting.Contains('=', StringComparison.Ordinal)) return Sqlite(Path.GetFullPath(setting, dataDirectory));
        return setting.Contains("Host=", StringComparison.OrdinalIgnoreCase)
            || setting.Contains("Server=", StringComparison.OrdinalIgnoreCase)
            ? PostgreSql(setting)
            : Sqlite(setting, dataDirectory);
    }

    private static DatabaseLocation PostgreSql(string setting)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(setting);
            builder.ApplicationName ??= "callqa";
            return new(DatabaseProvider.PostgreSql, builder.ConnectionString);
        }
        catch (ArgumentException exception)
        {
            throw Refuse("is not a PostgreSQL connection string; write it as Host=…;Database=…;Username=…", exception);
        }
    }

    private static DatabaseLocation Sqlite(string setting, string dataDirectory)
    {
        try
        {
            return Sqlite(Path.GetFullPath(new SqliteConnectionStringBuilder(setting).DataSource, dataDirectory));
        }
        catch (ArgumentException exception)
        {
            throw Refuse("is neither a file, nor Data Source=FILE, nor Host=…;Database=…", exception);
        }
    }

    private static DatabaseLocation Sqlite(string file) => new(
        DatabaseProvider.Sqlite,
        new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = BusyTimeoutSeconds, ForeignKeys = true }.ConnectionString);

    // The text itself may hold a password and is therefore not repeated.
    private static InputException Refuse(string what, Exception? cause = null) =>
        new(InputFault.Settings, $"The setting ConnectionStrings:CallQA {what}.", cause);
}
