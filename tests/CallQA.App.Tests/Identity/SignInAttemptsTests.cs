using System.Globalization;
using System.Net;
using CallQA.App.Identity;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.App.Tests.Identity;

public sealed class SignInAttemptsTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 4, 9, 0, 0, TimeSpan.Zero));
    private readonly SignInAttempts attempts;

    public SignInAttemptsTests() => attempts = new SignInAttempts(clock);

    [Fact]
    public void Begin_TellsToWait_AfterFiveWrongPasswords_AndNobodyElse()
    {
        for (var attempt = 0; attempt < SignInAttempts.MostForAccount; attempt++) attempts.Begin("eva", Address(1)).ShouldBeNull();
        clock.Advance(TimeSpan.FromMinutes(5));

        attempts.Begin(" EVA", Address(1)).ShouldBe(TimeSpan.FromMinutes(10));
        attempts.Begin("eva", Address(2)).ShouldBeNull();
        attempts.Begin("rita", Address(1)).ShouldBeNull();
        clock.Advance(TimeSpan.FromMinutes(10));
        attempts.Begin("eva", Address(1)).ShouldBeNull();
    }

    [Fact]
    public void Succeeded_ForgetsWrongPasswords()
    {
        for (var round = 0; round < 100; round++)
        {
            for (var attempt = 0; attempt < SignInAttempts.MostForAccount; attempt++) attempts.Begin("eva", Address(1)).ShouldBeNull($"{round}");
            attempts.Succeeded("eva", Address(1));
            if (round % 20 == 19) clock.Advance(SignInAttempts.Window);
        }
    }

    [Fact]
    public void Begin_TellsToWait_WhoeverTriesManyAccountsFromOneAddress()
    {
        for (var account = 0; account < SignInAttempts.MostFromAddress; account++) attempts.Begin(Name(account), Address(1)).ShouldBeNull();
        attempts.Begin("eva", Address(1)).ShouldNotBeNull();
        attempts.Begin("eva", Address(2)).ShouldBeNull();
    }

    [Fact]
    public void Begin_LeavesEveryAddressOneAttempt_WhenAnAccountIsGuessedAtFromMany()
    {
        for (var address = 0; address < SignInAttempts.Guessing; address++) attempts.Begin("eva", Address(address)).ShouldBeNull();
        attempts.Begin("eva", Address(1)).ShouldNotBeNull();
        attempts.Begin("eva", Address(200)).ShouldBeNull();
        attempts.Begin("eva", Address(200)).ShouldNotBeNull();
        attempts.Begin("rita", Address(1)).ShouldBeNull();
    }

    [Fact]
    public void Begin_TakesANetworkOfTheNewerKindForOneAddress()
    {
        for (var attempt = 0; attempt < SignInAttempts.MostForAccount; attempt++)
            attempts.Begin("eva", IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"2001:db8:0:1::{attempt}"))).ShouldBeNull();
        attempts.Begin("eva", IPAddress.Parse("2001:db8:0:1:ffff::1")).ShouldNotBeNull();
        attempts.Begin("eva", IPAddress.Parse("2001:db8:0:2::1")).ShouldBeNull();
        attempts.Begin("eva", null).ShouldBeNull();
    }

    [Fact]
    public void Begin_LetsNoMoreIn_WhenManyComeAtOnce()
    {
        var let = 0;
        Parallel.For(0, 1000, new ParallelOptions { MaxDegreeOfParallelism = 32 }, _ =>
        {
            if (attempts.Begin("eva", Address(1)) is null) Interlocked.Increment(ref let);
        });

        let.ShouldBe(SignInAttempts.MostForAccount);
    }

    [Fact]
    public void Begin_RemembersLittle_HoweverLongTheNames()
    {
        attempts.Begin("warm", Address(1));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var attempt = 1; attempt < 60; attempt++) attempts.Begin(Name(attempt) + new string('x', 1_000_000), Address(1)).ShouldBeNull();

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(8 << 20);
        for (var attempt = 0; attempt < SignInAttempts.MostForAccount; attempt++) attempts.Begin(new string('y', 1_000_000), Address(2)).ShouldBeNull();
        attempts.Begin(new string('y', 1_000_000), Address(2)).ShouldNotBeNull();
    }

    private static IPAddress Address(int number) => new([10, 0, (byte)(number / 256), (byte)(number % 256)]);

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"account-{number}");
}
