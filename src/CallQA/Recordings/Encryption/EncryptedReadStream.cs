namespace CallQA.Recordings.Encryption;

/// <summary>An encrypted file as the stream of what was encrypted; closing it closes the file.</summary>
internal sealed class EncryptedReadStream(EncryptedContent content) : RecordingStream(content)
{
    public override long Length => content.Length;

    public override int Read(Span<byte> buffer)
    {
        var count = content.Read(Position, buffer);
        Position += count;
        return count;
    }
}
