using CallQA.Recordings.Wave;

namespace CallQA.Recordings.Parties;

/// <summary>
/// The files of a call's parties as one recording, a channel a party, for as long as it is taken in. They are laid out by their starts, with silence where a
/// party is not recorded; the same files become the same recording.
/// </summary>
internal sealed class JoinedRecording : IDisposable
{
    private const int HighestRate = 48_000;
    private const int MostChannels = 8;

    private static readonly TimeSpan LongestGap = TimeSpan.FromHours(6);

    private readonly PrivateFolder _folder;
    private readonly List<IDisposable> _open = [];

    private JoinedRecording(PrivateFolder folder, string path) => (_folder, Path) = (folder, path);

    /// <summary>The recording.</summary>
    public string Path { get; }

    /// <summary>What it is called in messages: the names of its files.</summary>
    public static string NameOf(PartySet set) => string.Join(" + ", set.Files.Select(file => System.IO.Path.GetFileName(file.Place)));

    /// <summary>Joins the files.</summary>
    /// <param name="set">The files; one or more.</param>
    /// <param name="audio">Reads them.</param>
    /// <param name="cancellationToken">Stops the joining.</param>
    /// <exception cref="InputException">One of them cannot be read, their starts lie too far apart, or there are too many.</exception>
    public static async Task<JoinedRecording> OpenAsync(PartySet set, AudioReader audio, CancellationToken cancellationToken)
    {
        var folder = PrivateFolder.Create("parties");
        var joined = new JoinedRecording(folder, folder.At(CallId.FromText(set.Call) + ".wav"));
        try
        {
            var pieces = new List<Piece>();
            foreach (var file in set.Files)
                pieces.Add(new(file, await joined.ReadAsync(file, set.Raw, audio, cancellationToken)));
            await WriteAsync(joined.Path, set, pieces, audio.LimitsOf(NameOf(set)), cancellationToken);
            joined.Close();
            return joined;
        }
        catch
        {
            joined.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Close();
        _folder.Dispose();
    }

    private void Close()
    {
        _open.ForEach(one => one.Dispose());
        _open.Clear();
    }

    private async Task<AudioClip> ReadAsync(PartyFile file, RawFormat? raw, AudioReader audio, CancellationToken cancellationToken)
    {
        var wrapped = await HeaderlessRecording.OpenAsync(new IncomingRecording(file.Path, CallMetadata.None, raw), cancellationToken);
        if (wrapped is not null)
            _open.Insert(0, wrapped);
        try
        {
            var clip = await audio.ReadAsync(wrapped?.Recording.Path ?? file.Path, cancellationToken);
            _open.Insert(0, clip);
            return clip;
        }
        catch (InputException exception) when (wrapped is not null)
        {
            throw exception.Naming(file.Path, wrapped.Recording.Path);
        }
    }

    private static async Task WriteAsync(string path, PartySet set, List<Piece> pieces, DecodingLimits limits, CancellationToken cancellationToken)
    {
        var rate = Math.Min(HighestRate, pieces.Max(piece => piece.Clip.SampleRate));
        var first = pieces.Min(piece => piece.File.Start);
        var placed = pieces.ConvertAll(piece => new PlacedAudio(piece.Clip, rate, OffsetOf(piece.File, first, set, rate)));
        List<List<PlacedAudio>> channels =
            [.. pieces.Zip(placed).GroupBy(pair => pair.First.File.Party, StringComparer.OrdinalIgnoreCase).Select(group => group.Select(pair => pair.Second).ToList())];
        if (channels.Count > MostChannels)
            throw new InputException(InputFault.Audio, $"The call '{set.Call}' has the files of {channels.Count} parties where {MostChannels} are possible; hand in fewer.");

        var length = placed.Max(piece => piece.End);
        // Starts that lie hours apart make a long recording of short ones.
        limits.Check(length, rate, channels.Count);
        var format = new WaveFormat(WaveEncoding.Pcm, 1, channels.Count, rate, 16);
        await using var target = File.Create(path);
        await target.WriteAsync(WaveHeaderWriter.Write(format, length * format.FrameSize), cancellationToken);
        var (sum, bytes) = (new float[rate], new byte[rate * format.FrameSize]);
        for (var from = 0L; from < length; from += rate)
        {
            var count = (int)Math.Min(rate, length - from);
            for (var channel = 0; channel < channels.Count; channel++)
            {
                Array.Clear(sum);
                channels[channel].ForEach(piece => piece.AddTo(sum.AsSpan(0, count), from));
                Interleave(sum.AsSpan(0, count), bytes, channel, channels.Count);
            }

            await target.WriteAsync(bytes.AsMemory(0, count * format.FrameSize), cancellationToken);
        }
    }

    private static void Interleave(ReadOnlySpan<float> samples, byte[] bytes, int channel, int channels)
    {
        for (var index = 0; index < samples.Length; index++)
        {
            var sample = (short)Math.Clamp(MathF.Round(samples[index] * 32_768), short.MinValue, short.MaxValue);
            BitConverter.TryWriteBytes(bytes.AsSpan(((index * channels) + channel) * sizeof(short)), sample);
        }
    }

    private static long OffsetOf(PartyFile file, DateTimeOffset? first, PartySet set, int rate)
    {
        var offset = (file.Start ?? first) - first ?? TimeSpan.Zero;
        return offset <= LongestGap
            ? (long)Math.Round(offset.TotalSeconds * rate)
            : throw new InputException(
                InputFault.Audio, $"The recordings of the parties of call '{set.Call}' begin {offset.TotalHours:0.#} hours apart where {LongestGap.TotalHours:0} are the most; check the start times.");
    }

    private sealed record Piece(PartyFile File, AudioClip Clip);
}
