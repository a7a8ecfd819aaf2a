namespace CallQA.Recordings.Wave;

/// <summary>What stands before the samples of a WAV stream.</summary>
/// <param name="Format">How they are coded.</param>
/// <param name="DataLength">Bytes of samples, never more than a seekable stream holds; null: to the end of the stream.</param>
internal sealed record WaveHeader(WaveFormat Format, long? DataLength);
