using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace CallQA.App.Tests.Storage;

/// <summary>A throw-away PostgreSQL server from the installed programs, on a free port of this machine.</summary>
public sealed class PostgreSqlCluster : IAsyncDisposable
{
    private const string Missing = "PostgreSQL is not installed; run: apt-get install postgresql";

    private readonly SemaphoreSlim starting = new(1, 1);
    private string? folder;
    private int port;
    private int databases;

    /// <summary>Creates an empty database; skips the test when PostgreSQL is missing, fails it when nothing may be skipped.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var programs = Programs();
        if (programs is null && Environment.GetEnvironmentVariable("CALLQA_REQUIRE_ALL") == "1") Assert.Fail(Missing);
        if (programs is null) Assert.Skip(Missing);
        await StartAsync(programs);
        var name = $"callqa_{Interlocked.Increment(ref databases)}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        starting.Dispose();
        if (folder is null) return;
        await RunAsync(Programs()!, "pg_ctl", "-D", folder, "-s", "-m", "immediate", "stop");
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Stops the server as a crash would.</summary>
    public Task CrashAsync() => RunAsync(Programs()!, "pg_ctl", "-D", folder!, "-s", "-m", "immediate", "stop");

    /// <summary>Starts it again on the same port, where it recovers.</summary>
    public Task StartAgainAsync() => RunAsync(Programs()!, "pg_ctl", [.. StartArguments(folder!)]);

    private string[] StartArguments(string cluster) =>
    [
        "-s", "-D", cluster, "-w", "-l", Path.Combine(cluster, "log"),
        "-o", $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off", "start",
    ];

    private static string? Programs() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            .LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    private string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={port};Database={database};Username=callqa;Maximum Pool Size=20";

    private async Task StartAsync(string programs)
    {
        await starting.WaitAsync();
        try
        {
            if (folder is not null) return;
            var fresh = Directory.CreateTempSubdirectory("callqa-postgresql-").FullName;
            // PostgreSQL refuses to run as root; the server's own user then needs the folder.
            if (Environment.UserName == "root") await RunAsync("/bin", "chown", "postgres", fresh);
            port = FreePort();
            await RunAsync(programs, "initdb", "-D", fresh, "-U", "callqa", "--auth=trust", "--no-sync", "-E", "UTF8");
            await RunAsync(programs, "pg_ctl", [.. StartArguments(fresh)]);
            folder = fresh;
        }
        finally
        {
            starting.Release();
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
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
