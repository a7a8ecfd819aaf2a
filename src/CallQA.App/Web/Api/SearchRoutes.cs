using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text;
using CallQA.App.Identity;
using CallQA.App.Identity.Keys;
using CallQA.App.Review.Calibration;
using CallQA.App.Search;
using CallQA.App.Search.Words;
using CallQA.App.Settings;
using CallQA.App.Web.Search;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace CallQA.App.Web.Api;

/// <summary>A search to be kept: its parameters as <c>/search</c> takes them, for example <c>q=refund&amp;agent=a-7</c>.</summary>
internal sealed record KeptSearch(string Query, bool Shared = false);

/// <summary>Somebody whose calls can be filtered by.</summary>
internal sealed record FilterAgent(string Id, string Name);

/// <summary>What calls can be filtered by.</summary>
internal sealed record FilterValues(IReadOnlyList<FilterAgent> Agents, IReadOnlyList<string> Queues, IReadOnlyList<string> Teams, IReadOnlyList<string> Reasons);

/// <summary>Full text search, its file for spreadsheets, saved searches.</summary>
internal static class SearchRoutes
{
    // More are asked for by narrowing the period.
    private const int MostExported = 1000;

    public static void Map(RouteGroupBuilder api)
    {
        var reading = api.MapGroup("").RequireAuthorization(Access.Read).Scoped(ApiScope.Read);
        reading.MapGet("/search", FindAsync).Describe<FoundCalls>("Calls by what is said in them and by their figures, the latest first; the next page is the one before its `next`");
        reading.MapGet("/search.csv", ExportAsync).WithSummary($"What a search finds as a table, one row a hit; the latest {MostExported} calls").Produces<string>(contentType: "text/csv");
        var own = api.MapGroup("/searches").RequireAuthorization();
        own.MapGroup("").Scoped(ApiScope.Read).MapGet("", ListAsync).Describe<IReadOnlyList<SavedSearch>>("Saved searches: the asker's own, then those that others share");
        var changing = own.MapGroup("").Scoped(ApiScope.Review);
        changing.MapPut("/{name}", KeepAsync).Describe("Keeps a search under a name; one of the same name is replaced");
        changing.MapDelete("/{search:long}", RemoveAsync).Describe("Removes one of the asker's own searches");
        api.MapGroup("").RequireAuthorization(Access.SeeReports).Scoped(ApiScope.Read).MapGet("/filters", FiltersAsync).Describe<FilterValues>("Agents, telephone queues and teams that there are calls of");
    }

    private static async Task<IResult> FindAsync(
        [AsParameters] SearchForm form, TranscriptSearch search, BlindCalls blind, CallQASettings settings, IStringLocalizer<Texts> texts, ClaimsPrincipal user,
        CancellationToken cancellationToken, long? before = null)
    {
        if (Wrong(form, texts) is { } wrong) return wrong;
        var query = await QueryAsync(form, blind, settings, user, cancellationToken);
        return JsonAnswer.Of(await search.FindAsync(query, before, cancellationToken));
    }

    private static async Task<IResult> ExportAsync(
        [AsParameters] SearchForm form, TranscriptSearch search, BlindCalls blind, CallQASettings settings, IStringLocalizer<Texts> texts, AuditTrail audit, ClaimsPrincipal user,
        CancellationToken cancellationToken)
    {
        if (Wrong(form, texts) is { } wrong) return wrong;
        var query = await QueryAsync(form, blind, settings, user, cancellationToken);
        var table = new CsvTable();
        table.Add(["call_id", "agent", "queue", "start", "duration_s", "overall", "turn", "speaker", "at_s", "emotion", "text"]);
        await foreach (var call in AllAsync(search, query, cancellationToken)) Add(table, call);
        await audit.AddAsync(AuditTrail.Exported, user.Identity!.Name!, cancellationToken);
        return Results.File(Encoding.UTF8.GetBytes(table.ToString()), "text/csv", "search.csv");
    }

    private static async IAsyncEnumerable<FoundCall> AllAsync(TranscriptSearch search, TranscriptQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (given, before) = (0, (long?)null);
        do
        {
            var page = await search.FindAsync(query, before, cancellationToken, turnsShown: int.MaxValue);
            foreach (var call in page.Calls) yield return call;
            (given, before) = (given + page.Calls.Count, page.Next);
        }
        while (before is not null && given < MostExported);
    }

    private static void Add(CsvTable table, FoundCall call)
    {
        object?[] about = [call.CallId, call.Agent, call.Queue, call.Listed.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), call.Duration.TotalSeconds, call.Overall];
        if (call.Turns.Count == 0) table.Add([.. about, null, null, null, null, null]);
        foreach (var turn in call.Turns)
            table.Add([.. about, turn.Turn, turn.Speaker.ToString().ToLowerInvariant(), turn.Start?.TotalSeconds, turn.Emotion, string.Concat(turn.Parts.Select(part => part.Text))]);
    }

    private static async Task<TranscriptQuery> QueryAsync(SearchForm form, BlindCalls blind, CallQASettings settings, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        form.WithoutLooseEnds().ToQuery(settings.Zone, UserClaims.LimitOf(user), await blind.OfAsync(user, cancellationToken));

    private static IResult? Wrong(SearchForm form, IStringLocalizer<Texts> texts) => form switch
    {
        { Mood: { } mood } when !SearchForm.Moods.Contains(mood) => JsonAnswer.Refusal($"There is no mood '{mood}'; the moods are {string.Join(", ", SearchForm.Moods)}.", StatusCodes.Status400BadRequest),
        _ when WordQueryParser.Parse(form.Words).Problem is { } problem => JsonAnswer.Refusal(SearchForm.Explain(problem, texts), StatusCodes.Status400BadRequest),
        _ => null,
    };

    private static async Task<IResult> ListAsync(SavedSearches saved, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        JsonAnswer.Of(await saved.ListAsync(UserClaims.IdOf(user), UserClaims.LimitOf(user) is null, cancellationToken));

    private static async Task<IResult> KeepAsync(string name, KeptSearch sent, SavedSearches saved, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var form = SearchForm.Of(new QueryCollection(QueryHelpers.ParseQuery(sent.Query)));
        if (form == new SearchForm()) return JsonAnswer.Refusal($"The search '{sent.Query}' asks for nothing; write parameters as /search takes them, for example q=refund.", StatusCodes.Status400BadRequest);
        await saved.SaveAsync(UserClaims.IdOf(user), user.Identity!.Name!, name, form.Address(), sent.Shared && UserClaims.LimitOf(user) is null, cancellationToken);
        return Results.Accepted();
    }

    private static async Task<IResult> RemoveAsync(long search, SavedSearches saved, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await saved.RemoveAsync(UserClaims.IdOf(user), search, cancellationToken) > 0
            ? Results.Accepted()
            : JsonAnswer.Refusal($"You have no saved search {search.ToString(CultureInfo.InvariantCulture)}.", StatusCodes.Status404NotFound);

    private static async Task<IResult> FiltersAsync(FilterChoices filters, CancellationToken cancellationToken)
    {
        var choices = await filters.ListAsync(cancellationToken);
        return JsonAnswer.Of(new FilterValues([.. choices.Agents.Select(agent => new FilterAgent(agent.Id, agent.Name))], choices.Queues, choices.Teams, choices.Reasons));
    }
}
