using CallQA.Recordings;

namespace CallQA.Interchange;

/// <summary>The recording inside a vCon as a file of its own, for as long as it is taken in.</summary>
internal sealed class UnpackedVcon : IDisposable
{
    private readonly PrivateFolder _folder;

    private UnpackedVcon(PrivateFolder folder, IncomingRecording recording, VconContent content) => (_folder, Recording, Content) = (folder, recording, content);

    /// <summary>The recording, with what came with it completed by what the vCon tells.</summary>
    public IncomingRecording Recording { get; }

    /// <summary>What the vCon holds.</summary>
    public VconContent Content { get; }

    /// <summary>Unpacks a file whose name says that it is a vCon.</summary>
    /// <param name="incoming">The file, and what came with it.</param>
    /// <param name="reading">What is taken.</param>
    /// <param name="cancellationToken">Stops the unpacking.</param>
    /// <returns>Null for any other file.</returns>
    /// <exception cref="InputException">It is no vCon that can be read.</exception>
    public static async Task<UnpackedVcon?> OpenAsync(IncomingRecording incoming, VconReading reading, CancellationToken cancellationToken)
    {
        if (!incoming.Path.EndsWith(VconReader.Extension, StringComparison.OrdinalIgnoreCase))
            return null;
        var vcon = await VconReader.ReadAsync(incoming.Path, reading, cancellationToken);
        var folder = PrivateFolder.Create("vcon");
        var unpacked = new UnpackedVcon(folder, new IncomingRecording(folder.At(vcon.FileName), incoming.Metadata.CompletedBy(vcon.Metadata)), vcon);
        try
        {
            await using var file = folder.CreateFile(vcon.FileName);
            await file.WriteAsync(vcon.Recording, cancellationToken);
            return unpacked;
        }
        catch
        {
            unpacked.Dispose();
            throw;
        }
    }

    public void Dispose() => _folder.Dispose();
}
