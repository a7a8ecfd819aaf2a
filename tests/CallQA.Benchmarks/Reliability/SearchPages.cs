using System.Text.RegularExpressions;

namespace CallQA.Benchmarks.Reliability;

/// <summary>Searches and dashboards as people ask for them: frequent and rare words, few and many calls, the whole year and a quarter.</summary>
internal static partial class SearchPages
{
    private const string Year = "from=2026-01-01&until=2026-12-31";

    private static readonly string[] Addresses =
    [
        "/search?q=refund", "/search?q=please", "/search?q=you+order", "/search?q=%22thank+you%22", "/search?q=refund+OR+cancel*", "/search?q=can*",
        "/search?q=order+-please", "/search?q=nowhere", "/search?q=you&speaker=Customer", "/search?q=you&agent=a-017",
        "/search?q=you&score=overall&least=0&most=30", "/search?q=please&question=greeting&answer=Nothing", "/search?q=you&from=2026-02-01&until=2026-02-07",
        "/search?mood=angry", "/search?mood=frustrated&q=order", "/search?score=opening&most=50", "/search?metric=LongestHold&atleast=10",
        "/search?question=greeting&answer=Full", "/search?agent=a-017",
        "/dashboard?from=2026-02-01&until=2026-04-30", $"/dashboard?{Year}", $"/dashboard?{Year}&agent=a-017", $"/dashboard?{Year}&queue=orders",
    ];

    /// <summary>The addresses, and those of second pages.</summary>
    public static async Task<IReadOnlyList<string>> ListAsync(HttpClient client)
    {
        // PostgreSQL passes over "you".
        var page = await client.GetStringAsync(new Uri("/search?q=order", UriKind.Relative));
        var next = Next().Match(page).Groups[1].Value.Replace("&amp;", "&", StringComparison.Ordinal);
        return [.. Addresses, next];
    }

    [GeneratedRegex("rel=\"next\" href=\"([^\"]+)\"")]
    private static partial Regex Next();
}
