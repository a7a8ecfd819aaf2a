namespace CallQA.Recordings;

/// <summary>Opens files that a user named, telling in a sentence why one cannot be opened.</summary>
public static class InputFile
{
    /// <summary>Opens an existing file for reading from its start.</summary>
    /// <param name="path">The file.</param>
    /// <returns>A seekable stream, to be disposed by the caller.</returns>
    /// <exception cref="InputException">It does not exist, is a folder or may not be read (<see cref="InputFault.Unreadable"/>).</exception>
    public static FileStream OpenRead(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new InputException(InputFault.Unreadable, "No file is named; give the path of an existing file.");

        if (Directory.Exists(path))
            throw new InputException(InputFault.Unreadable, $"The path '{path}' is a folder; name a file inside it.");

        if (SpecialFile.KindOf(path) is { } kind)
            throw new InputException(InputFault.Unreadable, $"The path '{path}' is a {kind}, not a file; copy its content into a file.");

        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 65536, useAsync: true);
            if (stream.CanSeek)
                return stream;

            stream.Dispose();
            throw new InputException(InputFault.Unreadable, $"The path '{path}' is a device or pipe; copy its content into a file.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unreadable(path, exception);
        }
    }

    /// <summary>Reads a whole text or metadata file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">Longest content accepted, in bytes; at most 1 GiB.</param>
    /// <param name="fault">What to report when it is longer.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InputException">It cannot be read (<see cref="InputFault.Unreadable"/>) or is longer than the limit.</exception>
    public static async Task<byte[]> ReadAllBytesAsync(string path, int limit, InputFault fault, CancellationToken cancellationToken)
    {
        await using var stream = OpenRead(path);
        if (stream.Length > limit)
        {
            throw new InputException(
                fault,
                $"The file '{path}' is {stream.Length >> 20} MiB long, more than the {limit >> 20} MiB accepted; split it into smaller files.");
        }

        try
        {
            using var content = new MemoryStream((int)stream.Length);
            await stream.CopyToAsync(content, cancellationToken);
            return content.ToArray();
        }
        catch (IOException exception)
        {
            throw Unreadable(path, exception);
        }
    }

    /// <summary>The sentence for a file that could not be opened or read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cause">What the system answered.</param>
    public static InputException Unreadable(string path, Exception cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        var sentence = cause switch
        {
            FileNotFoundException => $"The file '{path}' does not exist; check the path and the spelling.",
            DirectoryNotFoundException => $"The folder of '{path}' does not exist; check the path and the spelling.",
            UnauthorizedAccessException => $"The file '{path}' may not be read; give this user read permission on it and its folder.",
            ArgumentException or NotSupportedException => "The file's name holds a character that no file name may hold; check the path.",
            _ => $"The file '{path}' cannot be read ({cause.Message.TrimEnd('.')}); check the disk or network share, and that no other program holds it.",
        };
        // What is not there or is forbidden stays so; a disk or share that answers with an error may come back.
        return new InputException(InputFault.Unreadable, sentence, cause) { Passing = cause.GetType() == typeof(IOException) };
    }
}
