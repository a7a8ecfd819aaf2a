using Hangfire;
using Hangfire.InMemory;

namespace CallQA.App.Settings;

/// <summary>Whether Hangfire takes a cron expression, asked of Hangfire itself.</summary>
internal static class CronRule
{
    public static bool IsValid(string cron)
    {
        using var storage = new InMemoryStorage();
        try
        {
            new RecurringJobManager(storage).AddOrUpdate("check", () => Nothing(), cron);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The job that never runs: Hangfire wants a public method.</summary>
    public static void Nothing()
    {
    }
}
