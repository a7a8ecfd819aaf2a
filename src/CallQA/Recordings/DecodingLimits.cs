using System.Globalization;

namespace CallQA.Recordings;

/// <summary>Refuses recordings that would take too long or too much memory, while they are read and not afterwards.</summary>
internal sealed class DecodingLimits(AudioReaderOptions options, string path)
{
    /// <summary>Checks the frames read so far, or those known to come.</summary>
    /// <exception cref="AudioFormatException">They are too many.</exception>
    public void Check(long frames, int sampleRate, int channels)
    {
        var seconds = (double)frames / sampleRate;
        if (seconds > options.MaximumDuration.TotalSeconds)
        {
            throw new AudioFormatException(string.Create(
                CultureInfo.InvariantCulture,
                $"The recording '{path}' is longer than the {options.MaximumDuration.TotalHours:0.##} hours accepted; split it or raise the limit."));
        }

        var bytes = frames * channels * sizeof(float);
        if (bytes > options.MaximumDecodedBytes || frames > Array.MaxLength)
        {
            throw new AudioFormatException(string.Create(
                CultureInfo.InvariantCulture,
                $"The recording '{path}' ({channels} channels at {sampleRate} Hz) takes more than the {options.MaximumDecodedBytes >> 20} MiB accepted when decoded; split it, lower its sampling rate or raise the limit."));
        }
    }
}
