using System.Net;
using System.Net.Http.Json;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Identity;
using CallQA.App.Review.Queue;
using CallQA.App.Search;
using CallQA.App.Storage;
using CallQA.App.Tests.Web;

namespace CallQA.App.Tests.Redaction;

public sealed partial class PlantedNumberTests
{
    // What agent, reviewer and coach write to each other, over the API and on pages.
    private static async Task TalkAsync(TestSite site, string said)
    {
        using var agent = await site.SignInAsync(Role.Agent);
        using var reviewer = await site.SignInAsync(Role.Reviewer);
        await ShouldTakeAsync(agent, $"/api/v1/calls/{Id}/dispute", new { remark = said, questions = new[] { new { question = "greeting", text = said } } });
        await ShouldTakeAsync(reviewer, $"/api/v1/calls/{Id}/decision", new { because = said });
        await ShouldTakeFormAsync(agent, $"/calls/{Id}", ("_handler", "dispute"), ("reason:greeting", said));
        await CoachAsync(site, agent, said);
        await ReplaceAsync(site, said);
    }

    private static async Task CoachAsync(TestSite site, HttpClient agent, string said)
    {
        using var trainer = await site.SignInAsync(Role.Trainer);
        var coach = (await site.Get<Accounts>().ListAsync(Token)).Single(user => user.Role == Role.Trainer);
        var today = DateOnly.FromDateTime(TestSite.Clock.GetUtcNow().UtcDateTime).AddDays(-1);
        var session = await site.Get<CoachingPlans>().PlanAsync(new("a-7", "measure:empathy", 5, today.AddDays(30), today), new(coach.Id, coach.Name), CallCriteria.NoCalls, Token);
        session.ShouldBe(1);
        await ShouldTakeAsync(trainer, "/api/v1/coaching/1/notes", new { text = said });
        await ShouldTakeFormAsync(trainer, "/coaching/1", ("_handler", "note"), ("Note", said), ("Shared", "true"));
        await ShouldTakeAsync(trainer, "/api/v1/coaching/1/actions", new { text = said });
        await ShouldTakeAsync(trainer, "/api/v1/coaching/1/moments", new { callId = Id, start = 0, end = 0.2, remark = said });
        await ShouldTakeAsync(trainer, "/api/v1/coaching/1/clips", new { clip = 1, remark = said });
        await ShouldTakeAsync(trainer, "/api/v1/coaching/1/hold", new { heldOn = today });
        await ShouldTakeAsync(agent, "/api/v1/coaching/1/comments", new { comment = said });
        await ShouldTakeAsync(agent, "/api/v1/coaching/1/acknowledge", new { comment = said });
    }

    // Why a call is not reviewed after all.
    private static async Task ReplaceAsync(TestSite site, string said)
    {
        await using (var context = site.Get<CallQADbContextFactory>().CreateDbContext())
        {
            context.ReviewTasks.RemoveRange(context.ReviewTasks);
            context.ReviewTasks.Add(new() { CallId = Id, EvaluationId = context.Evaluations.Max(row => row.Id), State = TaskState.Open, Reasons = "", Risk = 0 });
            await context.SaveChangesAsync(Token);
        }

        (await site.Get<ReviewQueue>().ReplaceAsync([Id], said, "boss", Token)).ShouldBe(1);
    }

    private static async Task ShouldTakeAsync(HttpClient who, string address, object body)
    {
        using var answer = await who.PostAsJsonAsync(address, body, Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, $"{address}: {await answer.Content.ReadAsStringAsync(Token)}");
    }

    private static async Task ShouldTakeFormAsync(HttpClient who, string address, params (string Name, string Value)[] fields)
    {
        using var content = PageForm.Of(await who.GetStringAsync(address, Token), fields);
        using var answer = await who.PostAsync(address, content, Token);
        ((int)answer.StatusCode).ShouldBeInRange(300, 399, address);
    }
}
