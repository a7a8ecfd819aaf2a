using System.Net;
using System.Net.Sockets;
using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Identity;

/// <summary>
/// Counts wrong passwords, by account and address together and by address alone, and tells how long to wait. Nobody is kept out by what others do: who guesses at
/// an account from many addresses leaves every other address one attempt still. Counted in the database, so that all processes that serve pages count together.
/// </summary>
internal sealed class SignInAttempts(IDbContextFactory<CallQADbContext> contexts, TimeProvider clock)
{
    /// <summary>Wrong passwords for one account from one address.</summary>
    public const int MostForAccount = 5;

    /// <summary>Wrong passwords from one address, whatever the accounts.</summary>
    public const int MostFromAddress = 100;

    /// <summary>Wrong passwords for one account from all addresses, from which on each address has one attempt.</summary>
    public const int Guessing = 100;

    /// <summary>How long attempts count.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private const int NetworkBytes = 8;

    // The row is locked by it until the end of the transaction: whoever comes at the same moment waits and then reads the number.
    private const string CountOne =
        """
        INSERT INTO "SignInAttempts" ("Key", "Number", "UntilUtc") VALUES ({0}, 1, {1})
        ON CONFLICT ("Key") DO UPDATE SET "Number" = CASE WHEN "SignInAttempts"."UntilUtc" > {2} THEN "SignInAttempts"."Number" + 1 ELSE 1 END,
          "UntilUtc" = CASE WHEN "SignInAttempts"."UntilUtc" > {2} THEN "SignInAttempts"."UntilUtc" ELSE {1} END
        """;

    private readonly UnitOfWork work = new(contexts);
    private DateTime forgotten;

    /// <summary>Begins an attempt, which counts as a wrong one until <see cref="SucceededAsync"/> says otherwise.</summary>
    /// <param name="account">The name that was written, whether there is such an account or not.</param>
    /// <param name="address">Where it comes from.</param>
    /// <param name="cancellationToken">Stops before it is counted.</param>
    /// <returns>How long to wait before another one; null when the password may be looked at now.</returns>
    public async Task<TimeSpan?> BeginAsync(string account, IPAddress? address, CancellationToken cancellationToken)
    {
        var (keys, now) = (Keys(account, address), CallMapping.Utc(clock.GetUtcNow()));
        await ForgetAsync(now, cancellationToken);
        // Who has to wait is told without anything being written.
        var before = await work.ReadAsync(context => ReadAsync(context, keys, now, cancellationToken), cancellationToken);
        if (WaitOf(keys, before, now) is { } wait) return wait;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Database.CreateExecutionStrategy().ExecuteAsync(() => CountAsync(context, keys, now, cancellationToken));
    }

    /// <summary>The attempt that was begun gave the right password.</summary>
    public async Task SucceededAsync(string account, IPAddress? address, CancellationToken cancellationToken)
    {
        var keys = Keys(account, address);
        await work.ExecuteAsync(context => context.SignInAttempts.Where(row => row.Key == keys.Pair).ExecuteDeleteAsync(cancellationToken), cancellationToken);
        foreach (var key in keys.Others)
        {
            await work.ExecuteAsync(
                context => context.SignInAttempts.Where(row => row.Key == key && row.Number > 0)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.Number, row => row.Number - 1), cancellationToken),
                cancellationToken);
        }
    }

    // Counted before anybody else is let in: many at once are as many attempts, whatever process they come to.
    private static async Task<TimeSpan?> CountAsync(CallQADbContext context, AttemptKeys keys, DateTime now, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        // In one order, so that two that come at once do not each wait for the other.
        foreach (var key in keys.All.Order(StringComparer.Ordinal))
            await context.Database.ExecuteSqlRawAsync(CountOne, [key, now + Window, now], cancellationToken);
        var counted = await ReadAsync(context, keys, now, cancellationToken);
        var before = counted.ToDictionary(entry => entry.Key, entry => entry.Value with { Number = entry.Value.Number - 1 }, StringComparer.Ordinal);
        if (WaitOf(keys, before, now) is { } wait) return wait;
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    private static Task<Dictionary<string, Count>> ReadAsync(CallQADbContext context, AttemptKeys keys, DateTime now, CancellationToken cancellationToken) =>
        context.SignInAttempts.AsNoTracking().Where(row => keys.All.Contains(row.Key) && row.UntilUtc > now)
            .ToDictionaryAsync(row => row.Key, row => new Count(row.Number, row.UntilUtc), StringComparer.Ordinal, cancellationToken);

    private static TimeSpan? WaitOf(AttemptKeys keys, Dictionary<string, Count> counts, DateTime now)
    {
        var most = counts.GetValueOrDefault(keys.Name) is { } guessed && guessed.Number >= Guessing ? 1 : MostForAccount;
        return Wait(keys.Pair, most) ?? Wait(keys.Place, MostFromAddress);

        TimeSpan? Wait(string key, int limit) => counts.TryGetValue(key, out var count) && count.Number >= limit ? count.Until - now : null;
    }

    private static AttemptKeys Keys(string account, IPAddress? address)
    {
        var (name, network) = (Accounts.Normalize(account), NetworkOf(address));
        return new(CallDigest.Of($"{network} {name}"), CallDigest.Of($"{network} "), CallDigest.Of($" {name}"));
    }

    // Whoever has one address of the newer kind has all of its network.
    private static string NetworkOf(IPAddress? address)
    {
        if (address is null) return "-";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 && !IPAddress.IsLoopback(address)
            ? Convert.ToHexString(address.GetAddressBytes()[..NetworkBytes])
            : address.ToString();
    }

    // Once a window is enough: what counts no more is not looked at either.
    private async Task ForgetAsync(DateTime now, CancellationToken cancellationToken)
    {
        if (forgotten + Window > now) return;
        forgotten = now;
        await work.ExecuteAsync(context => context.SignInAttempts.Where(row => row.UntilUtc <= now).ExecuteDeleteAsync(cancellationToken), cancellationToken);
    }

    private sealed record Count(int Number, DateTime Until);

    private sealed record AttemptKeys(string Pair, string Place, string Name)
    {
        public string[] Others => [Place, Name];

        public string[] All => [Pair, Place, Name];
    }
}
