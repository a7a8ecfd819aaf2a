using CallQA.Recordings.Encryption;

namespace CallQA.Recordings.Wave;

/// <summary>Frames in an encrypted file, decrypted as they are read.</summary>
/// <param name="content">The open file, closed with the store.</param>
/// <param name="start">Where the frames begin in it.</param>
/// <param name="path">The recording's name for messages.</param>
internal sealed class EncryptedFrames(EncryptedContent content, long start, string path) : FrameStore, IDisposable
{
    public override void Read(long offset, Span<byte> target)
    {
        if (content.Read(start + offset, target) < target.Length)
            throw new InputException(InputFault.Unreadable, $"The recording '{path}' ends before its samples do; restore it from the backup.");
    }

    public void Dispose() => content.Dispose();
}
