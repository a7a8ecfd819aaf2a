using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace CallQA.App.Identity;

/// <summary>
/// Counts wrong passwords, by account and address together and by address alone, and tells how long to wait. Nobody is kept out by what others do: who guesses at
/// an account from many addresses leaves every other address one attempt still.
/// </summary>
internal sealed class SignInAttempts(TimeProvider clock)
{
    /// <summary>Wrong passwords for one account from one address.</summary>
    public const int MostForAccount = 5;

    /// <summary>Wrong passwords from one address, whatever the accounts.</summary>
    public const int MostFromAddress = 100;

    /// <summary>Wrong passwords for one account from all addresses, from which on each address has one attempt.</summary>
    public const int Guessing = 100;

    /// <summary>How long attempts count.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private const int MostRemembered = 100_000;
    private const int NetworkBytes = 8;

    // Longer than any account's: what stands for it takes no more memory than this.
    private const int LongestName = 256;

    private readonly Lock turn = new();
    private readonly Dictionary<string, Count> counts = new(StringComparer.Ordinal);

    /// <summary>Begins an attempt, which counts as a wrong one until <see cref="Succeeded"/> says otherwise.</summary>
    /// <param name="account">The name that was written, whether there is such an account or not.</param>
    /// <param name="address">Where it comes from.</param>
    /// <returns>How long to wait before another one; null when the password may be looked at now.</returns>
    public TimeSpan? Begin(string account, IPAddress? address)
    {
        // Counted before anybody else is let in: many at once are as many attempts.
        lock (turn) return BeginInTurn(Keys(account, address), clock.GetUtcNow());
    }

    /// <summary>The attempt that was begun gave the right password.</summary>
    public void Succeeded(string account, IPAddress? address)
    {
        var (pair, place, name) = Keys(account, address);
        lock (turn)
        {
            counts.Remove(pair);
            foreach (var key in (string[])[place, name])
                if (counts.TryGetValue(key, out var count)) counts[key] = count with { Number = count.Number - 1 };
        }
    }

    private TimeSpan? BeginInTurn((string Pair, string Place, string Name) keys, DateTimeOffset now)
    {
        Forget(now);
        var (pair, place, name) = keys;
        var most = counts.GetValueOrDefault(name) is { } guessed && guessed.Number >= Guessing && guessed.Until > now ? 1 : MostForAccount;
        if (Wait(pair, most, now) is { } wait) return wait;
        if (Wait(place, MostFromAddress, now) is { } longer) return longer;
        foreach (var key in (string[])[pair, place, name])
            counts[key] = counts.GetValueOrDefault(key) is { } count && count.Until > now ? count with { Number = count.Number + 1 } : new(1, now + Window);
        return null;
    }

    private TimeSpan? Wait(string key, int most, DateTimeOffset now) =>
        counts.TryGetValue(key, out var count) && count.Until > now && count.Number >= most ? count.Until - now : null;

    private static (string Pair, string Place, string Name) Keys(string account, IPAddress? address)
    {
        var (name, network) = (Accounts.Normalize(account), NetworkOf(address));
        if (name.Length > LongestName) name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        return ($"{network} {name}", $"{network} ", $" {name}");
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

    private void Forget(DateTimeOffset now)
    {
        if (counts.Count < MostRemembered) return;
        foreach (var (key, count) in counts)
            if (count.Until <= now) counts.Remove(key);
        // Written by somebody who makes up names by the thousand: the addresses alone are enough to stop them.
        if (counts.Count < MostRemembered) return;
        foreach (var key in counts.Keys)
            if (!key.EndsWith(' ')) counts.Remove(key);
    }

    private sealed record Count(int Number, DateTimeOffset Until);
}
