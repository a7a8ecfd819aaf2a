using System.Globalization;

namespace CallQA.Transcription;

/// <summary>Spellings of times in transcripts.</summary>
internal static class TranscriptTime
{
    /// <summary><c>12.34</c>: as many digits as it takes, so that reading gives the same time.</summary>
    public static string Seconds(TimeSpan time) => Number(time).ToString("0.#######", CultureInfo.InvariantCulture);

    /// <summary>Seconds without loss.</summary>
    public static decimal Number(TimeSpan time) => (decimal)time.Ticks / TimeSpan.TicksPerSecond;

    /// <summary><c>01:02:03.456</c> with the given decimal mark; milliseconds are rounded.</summary>
    public static string Clock(TimeSpan time, char mark)
    {
        var milliseconds = (long)Math.Round(time.TotalMilliseconds);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{milliseconds / 3_600_000:00}:{milliseconds / 60_000 % 60:00}:{milliseconds / 1000 % 60:00}{mark}{milliseconds % 1000:000}");
    }
}
