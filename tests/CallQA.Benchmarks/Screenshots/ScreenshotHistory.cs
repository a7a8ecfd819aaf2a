using CallQA.App.Coaching.Playlists;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Identity;
using CallQA.App.Review;
using CallQA.App.Review.Calibration;
using CallQA.App.Review.Disputes;
using CallQA.App.Search;
using CallQA.App.Storage;
using CallQA.Benchmarks.Reliability;
using Microsoft.Extensions.DependencyInjection;

namespace CallQA.Benchmarks.Screenshots;

/// <summary>What people leave on the sample calls and beside them, so that no page is empty.</summary>
internal static class ScreenshotHistory
{
    private static readonly string[] Members = ["anna", "ben", "carla"];
    private static readonly int[] Compared = [21, 22];

    /// <summary>Enters it, after <see cref="ReviewedCalls"/>.</summary>
    /// <returns>The secret part of a link to the playlist.</returns>
    public static async Task<string> EnterAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var people = (await services.GetRequiredService<Accounts>().ListAsync(cancellationToken)).ToDictionary(user => user.Name);
        await ReviewedCalls.ReviewAsync(services, ScreenList.Released, people["anna"], 0, cancellationToken);
        await ReviewedCalls.ReviewAsync(services, ScreenList.Disputed, people["ben"], 1, cancellationToken);
        await services.GetRequiredService<Standings>().DisputeAsync(
            ScreenList.Disputed, "agent", "Thomas Reed", new(null, [new("courtesy", "The customer shouted first, and I stayed calm until the end.")]), cancellationToken);
        await CommentAsync(services, cancellationToken);
        await CompareAsync(services, people, cancellationToken);
        await services.GetRequiredService<SavedSearches>().SaveAsync(people["admin"].Id, "admin", "Angry about refunds", "q=refund&mood=angry", shared: true, cancellationToken);
        await services.GetRequiredService<QuarantineStore>().AddAsync(
            new("2026-11-30_0915.wav", null, InputFault.Audio, "The file '2026-11-30_0915.wav' ends in the middle of its header; export it from the telephone system again.", Now(services), "/quarantine/2026-11-30_0915.wav"),
            cancellationToken);
        var trainer = new Acting(people["tina"].Id, "tina");
        var link = await CollectAsync(services, trainer, cancellationToken);
        await CoachingHistory.EnterAsync(services, trainer, cancellationToken);
        return link;
    }

    private static async Task CommentAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var call = (await services.GetRequiredService<EfCallStore>().FindAsync(ScreenList.Call, cancellationToken))!;
        await services.GetRequiredService<CallComments>().AddAsync(call, TimeSpan.FromSeconds(12), "The reason for leaving was not asked for.", "tina", cancellationToken);
        await services.GetRequiredService<TranscriptCorrections>().AddAsync(call, 0, "City Broadband, what do you want?", "anna", cancellationToken);
    }

    private static async Task CompareAsync(IServiceProvider services, Dictionary<string, UserRow> people, CancellationToken cancellationToken)
    {
        var sessions = services.GetRequiredService<Calibrations>();
        string[] members = [.. Members.Select(name => people[name].Id)];
        string[] calls = [.. Compared.Select(PreparedCalls.Id)];
        await sessions.OpenAsync(new("November, tone", calls, 0, null, members, null, Now(services).AddDays(7)), "tina", cancellationToken);
        for (var member = 0; member < Members.Length; member++)
        {
            var tasks = await sessions.TasksAsync(members[member], cancellationToken);
            foreach (var call in calls) await ReviewedCalls.ReviewAsync(services, call, people[Members[member]], member, cancellationToken, tasks[call]);
        }
    }

    private static async Task<string> CollectAsync(IServiceProvider services, Acting trainer, CancellationToken cancellationToken)
    {
        var (clips, playlists) = (services.GetRequiredService<ClipStore>(), services.GetRequiredService<PlaylistStore>());
        var list = await playlists.CreateAsync(new("Openings", "How the first ten seconds sound.", "What did the customer hear first?\nWhat would you say instead?"), trainer, cancellationToken);
        foreach (var (call, title, note) in new[] { ("call-01-excellent-refund", "Warm opening", "The name comes first."), (ScreenList.Call, "Cold opening", "Listen to the tone.") })
        {
            var clip = await clips.CutAsync(new(call, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(9), title), trainer, cancellationToken);
            await playlists.AddAsync(list, clip, note, trainer, cancellationToken);
        }

        return (await services.GetRequiredService<PlaylistShares>().AddAsync(list, 30, trainer, cancellationToken))!;
    }

    private static DateTimeOffset Now(IServiceProvider services) => services.GetRequiredService<TimeProvider>().GetUtcNow();
}
