using System.Globalization;
using CallQA.App.Settings;

namespace CallQA.App.Jobs;

/// <summary>Workers of their own for some queues, which they look through in this order.</summary>
/// <param name="Name">The queue that the pool was named by.</param>
/// <param name="Queues">The queues.</param>
/// <param name="Workers">How many jobs run at once.</param>
internal sealed record WorkerPool(string Name, string[] Queues, int Workers);

/// <summary>Which queues a process serves, with how many workers each.</summary>
internal static class WorkerPools
{
    /// <summary>The queues as people write them, with the workers each has where none are given.</summary>
    public const string Default = "transcription,scoring=2,intake=2,reports,maintenance";

    private const int MostWorkers = 64;
    private const long PerTranscription = 1L << 30;

    private static readonly string[] Names = [Queues.Transcription, Queues.Scoring, Queues.Intake, Queues.Reports, Queues.Maintenance];

    /// <summary>The pools of the settings.</summary>
    public static IReadOnlyList<WorkerPool> Of(CallQASettings settings) =>
        Parse(settings.Queues, settings.WorkerCount ?? Fitting(settings.TranscriptionCores, Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes))
        ?? throw new InvalidOperationException("The queues were checked when the settings were read.");

    /// <summary>The pools, or null when a name is no queue or a number cannot be used.</summary>
    /// <param name="text">Names with commas between them, each with or without <c>=NUMBER</c> of workers.</param>
    /// <param name="transcriptions">Workers of transcription where none are given.</param>
    public static IReadOnlyList<WorkerPool>? Parse(string text, int transcriptions)
    {
        var pools = new List<WorkerPool>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var (name, count) = part.Split('=', 2, StringSplitOptions.TrimEntries) is [var left, var right] ? (left, right) : (part, "");
            var workers = name == Queues.Transcription ? transcriptions : 1;
            if (!Names.Contains(name) || pools.Exists(pool => pool.Name == name)) return null;
            if (count.Length > 0 && !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out workers)) return null;
            if (workers is < 1 or > MostWorkers) return null;
            pools.Add(new(name, ServedBy(name), workers));
        }

        return pools;
    }

    private static string[] ServedBy(string pool) => pool switch
    {
        Queues.Transcription => [Queues.Express, pool],
        Queues.Scoring => [Queues.ExpressScoring, pool],
        _ => [pool],
    };

    /// <summary>Transcriptions at once that neither cores nor memory limit: each keeps its cores busy and needs a GiB beside the model.</summary>
    public static int Fitting(int coresEach, int cores, long memory) =>
        (int)Math.Clamp(Math.Min(cores / coresEach, memory / PerTranscription), 1, MostWorkers);
}
