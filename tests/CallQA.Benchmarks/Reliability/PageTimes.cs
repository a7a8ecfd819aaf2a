using System.Diagnostics;
using System.Globalization;

namespace CallQA.Benchmarks.Reliability;

/// <summary>Asks pages in random order, again and again, and prints how long each takes to answer.</summary>
internal static class PageTimes
{
    private const int Rounds = 25;

    /// <summary>Measures what one person asks for.</summary>
    public static Task MeasureAsync(HttpClient client, IEnumerable<string> pages) => MeasureAsync(pages.ToDictionary(page => page, _ => client));

    /// <summary>Measures.</summary>
    /// <param name="pages">Addresses with who asks for them.</param>
    public static async Task MeasureAsync(IReadOnlyDictionary<string, HttpClient> pages)
    {
        var times = pages.Keys.ToDictionary(page => page, _ => new List<double>());
        var random = new Random(7);
        for (var round = -2; round < Rounds; round++)
        {
            foreach (var (page, client) in pages.OrderBy(_ => random.Next()))
            {
                var begun = Stopwatch.GetTimestamp();
                using var response = await client.GetAsync(new Uri(page, UriKind.Relative));
                response.EnsureSuccessStatusCode();
                await response.Content.ReadAsByteArrayAsync();
                // The first rounds compile the pages.
                if (round >= 0) times[page].Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
        }

        foreach (var page in pages.Keys) Print($"  {page,-60} p50 {At(times[page], 0.5),6:0} ms  p95 {At(times[page], 0.95),6:0} ms");
        var all = times.Values.SelectMany(list => list).ToList();
        Print($"all {all.Count} requests: p50 {At(all, 0.5):0} ms, p95 {At(all, 0.95):0} ms, longest {all.Max():0} ms");
    }

    private static double At(List<double> values, double share) => values.Order().ElementAt((int)(share * (values.Count - 1)));

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
