using CallQA.Benchmarks.Scoring.Origins;

namespace CallQA.Benchmarks.Scoring;

/// <summary>
/// Brings public sets of conversations into the layout of <c>callqa evaluate --origins</c>. The sets are not part of the
/// product: whoever wants the figures downloads them.
/// </summary>
internal static class OriginImport
{
    public const string Usage = "origins SETS OUTPUT";

    /// <summary>Writes one JSON Lines file for every set found below the first folder.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not [var sets, var output] || !Directory.Exists(sets))
        {
            Console.Error.WriteLine($"usage: {Usage} (SETS: a folder with the downloaded sets, see docs/scoring.md)");
            return 2;
        }

        Directory.CreateDirectory(output);
        foreach (var format in OriginFormat.All)
        {
            if (format.Find(sets) is not { } path)
            {
                Console.WriteLine($"{format.Name}: no {format.FileName} below {sets}, left out");
                continue;
            }

            var lines = format.Read(path).Select(conversation => conversation.ToLine()).ToList();
            await File.WriteAllLinesAsync(Path.Combine(output, format.Name + ".jsonl"), lines);
            Console.WriteLine($"{format.Name}: {lines.Count} conversations");
        }

        return 0;
    }
}
