namespace CallQA.Recordings;

/// <summary>Reads FFmpeg's error output to its end, so that it never blocks, and keeps what says why.</summary>
internal static class FfmpegComplaints
{
    private const string NoAudio = "FFmpeg finds no audio in it";

    public static async Task<string> ReadAsync(StreamReader errors)
    {
        string? last = null;
        var withoutStream = false;
        while (await errors.ReadLineAsync() is { } line)
        {
            withoutStream |= line.Contains("matches no streams", StringComparison.Ordinal);
            if (!string.IsNullOrWhiteSpace(line))
                last = line.Trim();
        }

        return last is null || withoutStream ? NoAudio : $"FFmpeg says '{Reason(last)}'";
    }

    /// <summary>A line reads <c>[part @ address] file: reason</c>; only the reason is the same at every run.</summary>
    private static string Reason(string line)
    {
        var colon = line.LastIndexOf(": ", StringComparison.Ordinal);
        return ShownValue.Of(colon < 0 ? line : line[(colon + 2)..]);
    }
}
