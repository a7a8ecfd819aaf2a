using System.Collections.Concurrent;
using System.Reflection;
using CallQA.Tests;
using Xunit.v3;

[assembly: TestLimit]

namespace CallQA.Tests;

/// <summary>
/// A test that waits for what never comes is cancelled, so that it fails and names the place it waited at. Where that does not end it, or
/// a fixture hangs, the process ends and says what ran: one test must not hold up all.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class TestLimitAttribute : BeforeAfterTestAttribute
{
    // The longest takes three minutes on a loaded machine.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly ConcurrentDictionary<string, Running> Tests = new(StringComparer.Ordinal);
    private static readonly TimeSpan Stillness = Limit + (2 * Patience);
    private static readonly Timer Standstill = new(_ => End($"No test has begun or ended for {Stillness}"));

    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        Standstill.Change(Stillness, Timeout.InfiniteTimeSpan);
        Tests[test.UniqueID] = new(test.TestDisplayName, TestContext.Current);
    }

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        Standstill.Change(Stillness, Timeout.InfiniteTimeSpan);
        if (Tests.TryRemove(test.UniqueID, out var ended)) ended.Dispose();
    }

    private static void End(string reason) =>
        Environment.FailFast($"{reason}; running: {string.Join(", ", Tests.Values.Select(test => test.Name).DefaultIfEmpty("none, so a fixture"))}.");

    private sealed class Running : IDisposable
    {
        private readonly Timer limit;
        private bool cancelled;

        public Running(string name, ITestContext context)
        {
            Name = name;
            limit = new Timer(_ => Pass(context), null, Limit, Patience);
        }

        public string Name { get; }

        public void Dispose() => limit.Dispose();

        private void Pass(ITestContext context)
        {
            if (cancelled) End($"'{Name}' did not end {Patience} after it was cancelled");
            cancelled = true;
            context.CancelCurrentTest();
        }
    }
}
