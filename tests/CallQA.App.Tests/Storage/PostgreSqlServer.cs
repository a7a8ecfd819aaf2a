using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace CallQA.App.Tests.Storage;

/// <summary>A throw-away PostgreSQL server from the installed programs, on a free port of this machine.</summary>
internal sealed class PostgreSqlServer : IAsyncDisposable
{
    // Below those that systems give to whoever asks for any: nobody else takes one by chance, nor while the server is away.
    private const int FirstPort = 20_000;
    private const int Ports = 12_000;
    private const int MostTries = 20;

    // In seconds; only so that a hanging server does not hang the run.
    private const int Patience = 300;

    private static int portsTried = Environment.ProcessId * 100 % Ports;

    private readonly string programs;
    private readonly string folder;
    private int port;
    private int databases;

    private PostgreSqlServer(string programs, string folder) => (this.programs, this.folder) = (programs, folder);

    /// <summary>The folder of the server's programs; null when it is not installed.</summary>
    public static string? Programs { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            .LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    public static async Task<PostgreSqlServer> StartAsync()
    {
        var programs = Programs ?? throw new InvalidOperationException("PostgreSQL is not installed; run: apt-get install postgresql");
        var fresh = Directory.CreateTempSubdirectory("callqa-postgresql-").FullName;
        // PostgreSQL refuses to run as root; the server's own user then needs the folder.
        if (Environment.UserName == "root") await RunAsync("/bin", "chown", "postgres", fresh);
        var server = new PostgreSqlServer(programs, fresh);
        await RunAsync(programs, "initdb", "-D", fresh, "-U", "callqa", "--auth=trust", "--no-sync", "-E", "UTF8");
        await server.StartOnAFreePortAsync();
        return server;
    }

    /// <summary>Creates a database.</summary>
    /// <param name="template">The name of the one that it is a copy of, to which nobody is connected; null for an empty one.</param>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"callqa_{Interlocked.Increment(ref databases)}");
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE {template ?? "template0"}", connection);
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <summary>Ends all connections to a database and lets nobody in any more, so that it can be copied at any time.</summary>
    /// <param name="database">Its name.</param>
    public async Task CloseAsync(string database)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var close = new NpgsqlCommand($"ALTER DATABASE {database} WITH ALLOW_CONNECTIONS false", connection);
        await close.ExecuteNonQueryAsync();
        await using var end = new NpgsqlCommand($"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{database}'", connection);
        await end.ExecuteScalarAsync();
    }

    /// <summary>Stops the server as a crash would.</summary>
    public Task CrashAsync() => RunAsync(programs, "pg_ctl", "-D", folder, "-s", "-t", Seconds, "-m", "immediate", "stop");

    /// <summary>Starts it again on the same port, where it recovers.</summary>
    public Task StartAgainAsync() => RunAsync(
        programs, "pg_ctl", "-s", "-D", folder, "-w", "-t", Seconds, "-l", Path.Combine(folder, "log"),
        "-o", string.Create(CultureInfo.InvariantCulture, $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=200"), "start");

    public async ValueTask DisposeAsync()
    {
        await CrashAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static string Seconds => Patience.ToString(CultureInfo.InvariantCulture);

    // Busy machines are slow, not wrong.
    private string ConnectionString(string database) => string.Create(
        CultureInfo.InvariantCulture,
        $"Host=127.0.0.1;Port={port};Database={database};Username=callqa;Maximum Pool Size=20;Timeout={Patience};Command Timeout={Patience}");

    private async Task StartOnAFreePortAsync()
    {
        for (var tries = 1; ; tries++)
        {
            port = FirstPort + (Interlocked.Increment(ref portsTried) % Ports);
            try
            {
                await StartAgainAsync();
                return;
            }
            catch (InvalidOperationException) when (tries < MostTries)
            {
                // Another program has this one.
            }
        }
    }

    private static async Task RunAsync(string programs, string program, params string[] arguments)
    {
        var path = Path.Combine(programs, program);
        var asPostgres = Environment.UserName == "root" && program != "chown";
        var start = asPostgres
            ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", path, .. arguments])
            : new ProcessStartInfo(path, arguments);
        start.WorkingDirectory = "/";
        // The server inherits the output of pg_ctl, so reading it to its end would wait for the server.
        start.RedirectStandardOutput = program == "initdb";
        using var process = Process.Start(start)!;
        if (start.RedirectStandardOutput) await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
