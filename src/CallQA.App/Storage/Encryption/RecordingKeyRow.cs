namespace CallQA.App.Storage.Encryption;

/// <summary>The key of a recording, wrapped. With the row goes every possibility to hear the recording, copies in backups included.</summary>
internal sealed class RecordingKeyRow
{
    /// <summary>The key's name, which encrypted files tell.</summary>
    public required string Id { get; init; }

    /// <summary>SHA-256 of the recording.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Name of the master key that it is wrapped under.</summary>
    public required string MasterKey { get; set; }

    public required byte[] Wrapped { get; set; }

    public required DateTime CreatedUtc { get; init; }

    /// <summary>The key itself.</summary>
    /// <param name="master">The master key that it is wrapped under.</param>
    /// <exception cref="InputException">The wrapped key was changed.</exception>
    public byte[] Unwrap(MasterKey master) => master.Unwrap(Wrapped, Id)
        ?? throw new InputException(
            InputFault.Key, $"The key '{Id}' of a recording was changed in the database; restore that row of the table RecordingKeys from the backup, then let the call be tried again.");
}
