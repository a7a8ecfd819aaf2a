using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Search.Index;

/// <summary>
/// The number of a call, and of a turn in it, by which both databases find them in the order of lists: second of the start, then a slot
/// of the call's own, then the turn. A period is a range of numbers, and the latest hits are found first without sorting.
/// </summary>
internal static class CallKey
{
    /// <summary>Most turns of a call that are searched.</summary>
    public const int MostTurns = 1 << TurnBits;

    /// <summary>Bits of the turn inside a turn's number.</summary>
    public const int TurnBits = 14;

    private const int SlotBits = 17;
    private const int Slots = 1 << SlotBits;
    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The number of a call.</summary>
    /// <param name="listedUtc">What it is listed by; before 2000 counts as 2000, after 2136 as 2136.</param>
    /// <param name="slot">Which of the calls of that second, 0–131071; higher ones begin anew.</param>
    public static long Of(DateTime listedUtc, int slot) => First(listedUtc) | (uint)(slot & (Slots - 1));

    /// <summary>The least number of a call begun at or after this second.</summary>
    public static long First(DateTime listedUtc) => Math.Clamp((listedUtc - Epoch).Ticks / TimeSpan.TicksPerSecond, 0, uint.MaxValue) << SlotBits;

    /// <summary>Whether the number tells this second.</summary>
    public static bool Tells(long key, DateTime listedUtc) => key >> SlotBits == First(listedUtc) >> SlotBits;

    /// <summary>The second of the start.</summary>
    public static DateTime SecondOf(long key) => Epoch.AddSeconds(key >> SlotBits);

    /// <summary>The number of a turn.</summary>
    public static long Turn(long key, int turn) => (key << TurnBits) | (uint)turn;

    /// <summary>Index of the turn in the transcript.</summary>
    public static int TurnOf(long turnKey) => (int)(turnKey & (MostTurns - 1));

    /// <summary>The keys of calls; those that are not in the index are left out.</summary>
    public static async Task<HashSet<long>> OfAsync(CallQADbContext context, IReadOnlySet<string> callIds, CancellationToken cancellationToken)
    {
        string[] ids = [.. callIds];
        return ids.Length == 0 ? [] : [.. await context.CallFigures.Where(row => ids.Contains(row.CallId)).Select(row => row.Key).ToListAsync(cancellationToken)];
    }
}
