using CallQA.Recordings;
using CallQA.Scoring.Scorecards;

namespace CallQA.App.Settings;

/// <summary>Reads a scorecard of one's own from a YAML file.</summary>
internal static class ScorecardFile
{
    private const int LongestScorecard = 1 << 20;

    /// <summary>Reads a file where there is one of that name, else the shipped scorecard of that name.</summary>
    /// <exception cref="InputException">There is neither, or the file is not a valid scorecard.</exception>
    public static async Task<Scorecard> FindAsync(string name, CancellationToken cancellationToken) =>
        File.Exists(name) ? await ReadAsync(name, cancellationToken) : StandardScorecards.Get(name);

    /// <exception cref="InputException">There is no such file, or it is not a valid scorecard.</exception>
    public static async Task<Scorecard> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var content = await InputFile.ReadAllBytesAsync(path, LongestScorecard, InputFault.Scorecard, cancellationToken);
        using var reader = new StreamReader(new MemoryStream(content));
        return ScorecardReader.Read(await reader.ReadToEndAsync(cancellationToken), path);
    }
}
