using CallQA.App.Settings;
using CallQA.Recordings;

namespace CallQA.App.Storage.Encryption;

/// <summary>
/// The master keys that are at hand: the first is the one in force, the others still unwrap what was wrapped under them. Read anew each time, so that
/// running processes go over to a new key as soon as it is in the file.
/// </summary>
/// <param name="settings">Names the file.</param>
/// <param name="variable">Reads the environment.</param>
internal sealed class MasterKeys(EncryptionSettings settings, Func<string, string?> variable)
{
    /// <summary>The variable of the environment that may hold the keys, separated by blanks or commas.</summary>
    public const string Variable = "CALLQA_MASTER_KEY";

    private const int LongestFile = 64 * 1024;

    private const int ThereOnUnix = 17;
    private const int ThereOnWindows = unchecked((int)0x80070050);

    // Some who look after machines mount secrets for a group; nobody else may read them, and nobody else write.
    private const UnixFileMode Forbidden = UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Whether recordings are encrypted: whether a place for the key is named at all.</summary>
    public bool Named => settings.KeyFile is not null || !string.IsNullOrWhiteSpace(variable(Variable));

    /// <summary>Where they are, for people.</summary>
    public string Place => settings.KeyFile is { } file ? $"the file '{file}'" : $"the variable {Variable}";

    /// <summary>The keys, the one in force first; none where no place is named.</summary>
    /// <exception cref="InputException">The place holds no key, may be read by others, or there are two places.</exception>
    public IReadOnlyList<MasterKey> Read()
    {
        var inEnvironment = variable(Variable) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
        if (settings.KeyFile is not { } file) return inEnvironment is null ? [] : Parse(inEnvironment.Split([' ', ',', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
        if (inEnvironment is not null)
            throw Refuse($"The master key is named twice, by CallQA:Encryption:KeyFile and by {Variable}; leave one of them out.");
        return Parse(ReadFile(file).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'));
    }

    /// <summary>Writes keys as <see cref="Read"/> reads them, for this user alone.</summary>
    /// <param name="file">The file to write or replace.</param>
    /// <param name="keys">The keys, the one in force first.</param>
    /// <exception cref="InputException">It cannot be written, or another process is writing it.</exception>
    public static void Write(string file, IEnumerable<MasterKey> keys) => Replace(file, () => [.. keys]);

    /// <summary>Puts a key in force in a file; those it holds stay behind it. Of several processes that do so at once one does, and no key is lost.</summary>
    /// <param name="file">The file to write or replace.</param>
    /// <param name="key">The key.</param>
    /// <returns>How many keys are behind it.</returns>
    /// <exception cref="InputException">It cannot be written, holds something else than keys, or another process is writing it.</exception>
    public static int Add(string file, MasterKey key)
    {
        var behind = 0;
        Replace(file, () =>
        {
            IReadOnlyList<MasterKey> known = File.Exists(file) ? new MasterKeys(new EncryptionSettings { KeyFile = file }, _ => null).Read() : [];
            behind = known.Count;
            return [key, .. known];
        });
        return behind;
    }

    // Whoever makes the new file has the old one for itself until that is in its place.
    private static void Replace(string file, Func<IReadOnlyList<MasterKey>> decide)
    {
        var fresh = file + ".new";
        using (var stream = Begin(file, fresh))
        {
            try
            {
                WriteTo(stream, decide());
                AtomicFile.Publish(fresh, file, overwrite: true);
            }
            catch (Exception exception)
            {
                File.Delete(fresh);
                if (exception is IOException or UnauthorizedAccessException) throw Unwritable(file, exception);
                throw;
            }
        }
    }

    private static FileStream Begin(string file, string fresh)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Delete };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new FileStream(fresh, options);
        }
        // By the error's number: the other may be done, and its file gone, by now.
        catch (IOException exception) when (exception.HResult is ThereOnUnix or ThereOnWindows)
        {
            throw Refuse($"Another process is making a key in the file '{file}'; run this again when it is done, and if none is, remove '{fresh}', which a killed one has left.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(file, exception);
        }
    }

    private static void WriteTo(FileStream stream, IReadOnlyList<MasterKey> keys)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write("# Master keys of CallQA, the one in force first. Keep a copy apart from the backup of recordings and database:\n# without it no recording can be heard any more.\n");
        foreach (var key in keys) writer.Write($"{key.Text}\n");
        writer.Flush();
        stream.Flush(flushToDisk: true);
    }

    private static InputException Unwritable(string file, Exception cause) => Refuse(
        $"The file '{file}' for the master key cannot be written ({cause.Message.TrimEnd('.')}); name a file in a folder that this user may write.", cause);

    private static List<MasterKey> Parse(IEnumerable<string> texts)
    {
        var keys = texts.Select(text => MasterKey.Parse(text.Trim())
            // Never with the text: it may be a key with one letter missing.
            ?? throw Refuse("The master key cannot be read: a key is 32 bytes in base64, 44 letters, one a line; make one with `callqa store key new`.")).ToList();
        return keys.Count > 0 ? keys : throw Refuse("There is no master key in the place that is named for it; make one with `callqa store key new`.");
    }

    private static string ReadFile(string file)
    {
        if (MasterKey.Parse(file) is not null)
            throw Refuse("The setting CallQA:Encryption:KeyFile holds a key itself; write the key into a file that only this user may read, and name the file.");
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Forbidden) != 0)
                throw Refuse($"The file '{file}' with the master key may be read or written by others (mode {Convert.ToString((int)File.GetUnixFileMode(file), 8)}); run chmod 600 on it, and change the key if others have read it.");
            return new FileInfo(file).Length <= LongestFile ? File.ReadAllText(file) : throw Refuse($"The file '{file}' is too long for master keys; name the file that `callqa store key new` has made.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refuse($"The file '{file}' with the master key cannot be read ({exception.Message.TrimEnd('.')}); put it back from where it is kept, or name the right one with CallQA:Encryption:KeyFile.", exception);
        }
    }

    // Whoever can put the key back can let everything go on: no call is to blame.
    internal static InputException Refuse(string sentence, Exception? cause = null) => new(InputFault.Key, sentence, cause) { Passing = true };
}
