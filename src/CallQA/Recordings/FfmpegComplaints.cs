namespace CallQA.Recordings;

/// <summary>Reads FFmpeg's error output to its end, so that it never blocks, and keeps the one line that says why.</summary>
internal static class FfmpegComplaints
{
    private const int LongestLine = 200;

    public static async Task<string> ReadAsync(StreamReader errors)
    {
        string? last = null;
        while (await errors.ReadLineAsync() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
                last = line.Trim();
        }

        if (last is null)
            return "FFmpeg finds no audio in it";

        return "FFmpeg says '" + (last.Length > LongestLine ? last[..LongestLine] + "…" : last) + "'";
    }
}
