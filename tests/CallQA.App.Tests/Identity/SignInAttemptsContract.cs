using System.Globalization;
using System.Net;
using CallQA.App.Identity;
using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.App.Tests.Identity;

/// <summary>What counting wrong passwords must do; the tests run on both databases.</summary>
public abstract class SignInAttemptsContract
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 4, 9, 0, 0, TimeSpan.Zero));
    private SignInAttempts? attempts;

    private protected abstract CallQADbContextFactory Contexts { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BeginAsync_TellsToWait_AfterFiveWrongPasswords_AndNobodyElse()
    {
        for (var attempt = 0; attempt < SignInAttempts.MostForAccount; attempt++) (await BeginAsync("eva", Address(1))).ShouldBeNull();
        clock.Advance(TimeSpan.FromMinutes(5));

        (await BeginAsync(" EVA", Address(1))).ShouldBe(TimeSpan.FromMinutes(10));
        (await BeginAsync("eva", Address(2))).ShouldBeNull();
        (await BeginAsync("rita", Address(1))).ShouldBeNull();
        clock.Advance(TimeSpan.FromMinutes(10));
        (await BeginAsync("eva", Address(1))).ShouldBeNull();
    }

    [Fact]
    public async Task BeginAsync_CountsWhatCameToOtherProcesses()
    {
        var other = new SignInAttempts(Contexts, clock);
        for (var attempt = 0; attempt < SignInAttempts.MostForAccount; attempt++) (await other.BeginAsync("eva", Address(1), Token)).ShouldBeNull();

        (await BeginAsync("eva", Address(1))).ShouldBe(SignInAttempts.Window);
        await other.SucceededAsync("eva", Address(1), Token);
        (await BeginAsync("eva", Address(1))).ShouldBeNull();
    }

    [Fact]
    public async Task SucceededAsync_ForgetsWrongPasswords()
    {
        for (var round = 0; round < 25; round++)
        {
            for (var attempt = 0; attempt < SignInAttempts.MostForAccount; attempt++) (await BeginAsync("eva", Address(1))).ShouldBeNull($"{round}");
            await Attempts.SucceededAsync("eva", Address(1), Token);
            if (round % 20 == 19) clock.Advance(SignInAttempts.Window);
        }
    }

    [Fact]
    public async Task BeginAsync_TellsToWait_WhoeverTriesManyAccountsFromOneAddress()
    {
        for (var account = 0; account < SignInAttempts.MostFromAddress; account++) (await BeginAsync(Name(account), Address(1))).ShouldBeNull();
        (await BeginAsync("eva", Address(1))).ShouldNotBeNull();
        (await BeginAsync("eva", Address(2))).ShouldBeNull();
    }

    [Fact]
    public async Task BeginAsync_LeavesEveryAddressOneAttempt_WhenAnAccountIsGuessedAtFromMany()
    {
        for (var address = 0; address < SignInAttempts.Guessing; address++) (await BeginAsync("eva", Address(address))).ShouldBeNull();
        (await BeginAsync("eva", Address(1))).ShouldNotBeNull();
        (await BeginAsync("eva", Address(200))).ShouldBeNull();
        (await BeginAsync("eva", Address(200))).ShouldNotBeNull();
        (await BeginAsync("rita", Address(1))).ShouldBeNull();
    }

    [Fact]
    public async Task BeginAsync_TakesANetworkOfTheNewerKindForOneAddress()
    {
        for (var attempt = 0; attempt < SignInAttempts.MostForAccount; attempt++)
            (await BeginAsync("eva", IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"2001:db8:0:1::{attempt}")))).ShouldBeNull();
        (await BeginAsync("eva", IPAddress.Parse("2001:db8:0:1:ffff::1"))).ShouldNotBeNull();
        (await BeginAsync("eva", IPAddress.Parse("2001:db8:0:2::1"))).ShouldBeNull();
        (await BeginAsync("eva", null)).ShouldBeNull();
    }

    [Fact]
    public async Task BeginAsync_LetsNoMoreIn_WhenManyComeAtOnceToSeveralProcesses()
    {
        SignInAttempts[] processes = [new(Contexts, clock), new(Contexts, clock), new(Contexts, clock)];
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 60).Select(number =>
            Task.Run(() => processes[number % processes.Length].BeginAsync("eva", Address(1), Token), Token)));

        outcomes.Count(wait => wait is null).ShouldBe(SignInAttempts.MostForAccount);
    }

    [Fact]
    public async Task BeginAsync_KeepsNeitherNamesNorAddresses_AndNothingLongerThanTheyCount()
    {
        await BeginAsync(Name(1) + new string('x', 1_000_000), Address(7));
        await using var context = Contexts.CreateDbContext();
        var kept = await context.SignInAttempts.AsNoTracking().ToListAsync(Token);
        kept.Count.ShouldBe(3);
        kept.ShouldAllBe(row => row.Key.Length == CallDigest.Length && row.Key.All(char.IsAsciiHexDigitLower));
        clock.Advance(SignInAttempts.Window);

        await BeginAsync("rita", Address(8));

        (await context.SignInAttempts.AsNoTracking().Select(row => row.Key).ToListAsync(Token)).Intersect(kept.Select(row => row.Key)).ShouldBeEmpty();
    }

    private SignInAttempts Attempts => attempts ??= new(Contexts, clock);

    private Task<TimeSpan?> BeginAsync(string account, IPAddress? address) => Attempts.BeginAsync(account, address, Token);

    private static IPAddress Address(int number) => new([10, 0, (byte)(number / 256), (byte)(number % 256)]);

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"account-{number}");
}
