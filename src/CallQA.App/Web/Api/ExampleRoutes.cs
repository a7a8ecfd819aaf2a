using System.Security.Claims;
using CallQA.App.Coaching.Examples;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Identity;
using CallQA.App.Identity.Keys;
using CallQA.App.Review.Calibration;
using CallQA.App.Settings;
using CallQA.Coaching.Examples;

namespace CallQA.App.Web.Api;

/// <summary>What examples of a skill or question were found.</summary>
internal sealed record ExampleListing(string Topic, ExampleView View, int Calls, int Moments, IReadOnlyList<Example> Found);

/// <summary>A word on a moment, named by its call and its beginning in seconds: whether it is an example; null takes the word back.</summary>
internal sealed record ExampleWord(string Topic, string CallId, TimeSpan Start, bool? Confirmed);

/// <summary>Moments worth hearing.</summary>
internal static class ExampleRoutes
{
    public static void Map(RouteGroupBuilder examples)
    {
        var reading = examples.MapGroup("").RequireAuthorization(Access.SeeReports).Scoped(ApiScope.ReadCoaching);
        reading.MapGet("", FindAsync).Describe<ExampleListing>("Moments that show a skill or question, the ones most worth hearing first; in a contrast each one handled well is followed by its counterpart");
        reading.MapGet("/topics", async (ExampleReader reader, CancellationToken token) => JsonAnswer.Of(await reader.TopicsAsync(token)))
            .Describe<IReadOnlyList<ExampleTopic>>("Skills and questions that examples can be looked for");
        examples.MapGroup("").RequireAuthorization(Access.Coach).Scoped(ApiScope.WriteCoaching)
            .MapPut("/verdict", JudgeAsync).Describe("Confirms or rejects a moment as an example");
    }

    private static async Task<IResult> FindAsync(
        string topic, ExampleReader reader, BlindCalls blind, CallQASettings settings, ClaimsPrincipal user, CancellationToken cancellationToken,
        ExampleView view = ExampleView.Best, string? agent = null, string? team = null, DateOnly? from = null, DateOnly? until = null, string? language = null,
        string? queue = null, int? least = null, int? most = null)
    {
        if (await TopicAsync(reader, topic, cancellationToken) is not { } known) return NoTopic(topic);
        var query = new ExampleQuery(view, agent, team, Midnight(from, settings), Midnight(until?.AddDays(1), settings), language, queue, least, most);
        var found = await reader.FindAsync(known, query, await blind.OfAsync(user, cancellationToken), Acting.Of(user).Id, cancellationToken);
        return JsonAnswer.Of(new ExampleListing(topic, view, found.Calls, found.Moments, found.Found));
    }

    private static async Task<IResult> JudgeAsync(
        ExampleWord sent, ExampleReader reader, ExampleVerdicts verdicts, CallAccess access, BlindCalls blind, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (await TopicAsync(reader, sent.Topic, cancellationToken) is not { } topic) return NoTopic(sent.Topic);
        if (await access.FindAsync(user, sent.CallId, cancellationToken) is not { } call || await blind.IncludeAsync(user, call.Id, cancellationToken)) return JsonAnswer.NoCall();
        if (await reader.MomentAsync(topic, call.Id, sent.Start, cancellationToken) is not { } moment)
            return JsonAnswer.Refusal($"The call '{call.Id}' has no such moment at {sent.Start.TotalSeconds:0.###} s; take call and start from the list of examples.", StatusCodes.Status404NotFound);
        await verdicts.JudgeAsync(topic.Key, moment, sent.Confirmed, Acting.Of(user), cancellationToken);
        return Results.Accepted();
    }

    private static async Task<ExampleTopic?> TopicAsync(ExampleReader reader, string key, CancellationToken cancellationToken) =>
        (await reader.TopicsAsync(cancellationToken)).FirstOrDefault(topic => topic.Key == key);

    private static IResult NoTopic(string key) =>
        JsonAnswer.Refusal($"There are no examples of '{key}'; /api/v1/examples/topics lists the skills and questions.", StatusCodes.Status404NotFound);

    private static DateTimeOffset? Midnight(DateOnly? day, CallQASettings settings) => day is { } known ? PagePeriod.Midnight(known, settings.Zone) : null;
}
