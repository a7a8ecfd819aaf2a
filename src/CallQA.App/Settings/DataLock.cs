using CallQA.App.Storage;

namespace CallQA.App.Settings;

/// <summary>
/// Held by the one worker of a data directory with SQLite: its queue lives in its memory, so a second worker would do
/// everything again. The operating system frees it when the process ends, however it ends.
/// </summary>
internal sealed class DataLock : IDisposable
{
    private readonly FileStream? file;

    private DataLock(FileStream? file) => this.file = file;

    /// <exception cref="InputException">Another worker holds it, or the directory cannot be written.</exception>
    public static DataLock Take(CallQASettings settings) => TryTake(settings) ?? throw Refuse(
        $"Another worker is at work on the data directory {settings.DataDirectory}; stop it first, or use PostgreSQL for several workers.");

    /// <returns>Null when another worker holds it.</returns>
    /// <exception cref="InputException">The directory cannot be written.</exception>
    public static DataLock? TryTake(CallQASettings settings)
    {
        if (DatabaseLocation.Parse(settings.Database, settings.DataDirectory).Provider == DatabaseProvider.PostgreSql) return new(null);
        var path = Path.Combine(settings.DataDirectory, "worker.lock");
        try
        {
            Directory.CreateDirectory(settings.DataDirectory);
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException exception)
        {
            throw Refuse($"The data directory {settings.DataDirectory} cannot be written; give this user the right to, or name another with --data.", exception);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
        catch (IOException exception)
        {
            throw Refuse($"The data directory {settings.DataDirectory} cannot be made; name another with --data.", exception);
        }
    }

    public void Dispose() => file?.Dispose();

    private static InputException Refuse(string sentence, Exception? cause = null) => new(InputFault.Settings, sentence, cause);
}
