using CallQA.App.Jobs;
using CallQA.App.Review;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Review;
using CallQA.Recordings;
using Microsoft.Extensions.DependencyInjection;

namespace CallQA.App.Tests.Learning;

/// <summary>A workplace whose telephone queue <c>orders</c> may be learnt from, and no other.</summary>
internal static class LearningPlace
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<TestWorkplace> OpenAsync(Action<IServiceCollection>? change = null)
    {
        var place = new TestWorkplace { Learning = new() { Enabled = true, Queues = "orders=yes", MinimumNew = 1 } };
        await place.RestartAsync(services =>
        {
            services.AddSingleton<CallControl>();
            change?.Invoke(services);
        });
        return place;
    }

    /// <summary>A call with words of its own, scored by the machine.</summary>
    public static async Task<Call> ScoreAsync(TestWorkplace place, string callId, int number, string queue, string? agent = null, string? spoken = null)
    {
        place.Engines.Spoken = spoken ?? $"Good morning, how can I help with {Word(number)}?";
        var call = await place.AddAsync(callId, number);
        await place.Calls.AddAsync(call with { Metadata = new CallMetadata { AgentId = agent ?? $"a-{number % 7}", Queue = queue } }, Token);
        while (await place.AdvanceAsync(call.Id) == StageOutcome.MovedOn)
        {
            // Each turn is one stage.
        }

        return call;
    }

    /// <summary>A call that a person has reviewed, with or against all three scores of the machine.</summary>
    public static async Task ReviewAsync(TestWorkplace place, string callId, int number, string queue, bool agreeing = true)
    {
        var call = await place.Calls.FindAsync(callId, Token) ?? await ScoreAsync(place, callId, number, queue);
        var form = ReviewSheetTests.Accepted((await place.Calls.FindEvaluatedAsync(callId, Token))!.Evaluation!);
        if (!agreeing) form = form with { Answers = [.. form.Answers.Select(Otherwise)] };
        var submission = await place.Get<Reviews>().SubmitAsync(call, "eva", "Eva", form, Token);
        submission.Review.ShouldNotBeNull(string.Join(", ", submission.Sheet.Lines.Where(line => line.Gap is not null).Select(line => line.Question.Id)));
    }

    private static ReviewAnswer Otherwise(ReviewAnswer answer) => answer.Question switch
    {
        "empathy" or "courtesy" => answer with { Choice = "2", ChangeReason = "Heard otherwise." },
        "resolution" => answer with { Choice = "unresolved", ChangeReason = "Heard otherwise." },
        _ => answer,
    };

    // Letters only: numbers do not tell calls apart.
    private static string Word(int number) => new([.. $"order {number:000}".Select(sign => char.IsDigit(sign) ? (char)('k' + (sign - '0')) : sign)]);
}
