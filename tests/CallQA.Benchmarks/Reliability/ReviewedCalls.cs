using System.Globalization;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Identity;
using CallQA.App.Review;
using CallQA.App.Review.Calibration;
using CallQA.App.Review.Disputes;
using CallQA.App.Review.Queue;
using CallQA.App.Scorecards;
using CallQA.App.Search;
using CallQA.App.Storage;
using CallQA.Scoring;
using CallQA.Scoring.Scorecards;
using Microsoft.Extensions.DependencyInjection;

namespace CallQA.Benchmarks.Reliability;

/// <summary>What people leave on scored calls: reviews, disputes, a calibration session, coaching, a full queue.</summary>
internal static class ReviewedCalls
{
    private const int Disputed = 40;
    private static readonly string[] Reviewers = ["anna", "ben", "carla"];

    /// <summary>Enters it.</summary>
    /// <param name="services">The site's.</param>
    /// <param name="reviews">How many calls are reviewed.</param>
    /// <param name="calls">How many there are.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task EnterAsync(IServiceProvider services, int reviews, int calls, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<ReviewQueue>().CatchUpAsync(cancellationToken);
        var accounts = services.GetRequiredService<Accounts>();
        foreach (var name in Reviewers) await accounts.AddAsync(name, Role.Reviewer, null, cancellationToken);
        await accounts.AddAsync("tina", Role.Trainer, null, cancellationToken);
        var people = await accounts.ListAsync(cancellationToken);
        for (var number = 0; number < reviews; number++)
        {
            var id = PreparedCalls.Id((int)((long)number * calls / reviews));
            var reviewer = people.Single(user => user.Name == Reviewers[number % Reviewers.Length]);
            if (await ReviewAsync(services, id, reviewer, number, cancellationToken) && number < Disputed)
                await services.GetRequiredService<Standings>().DisputeAsync(id, "agent", "Agent", new(null, [new("greeting", "I did.")]), cancellationToken);
        }

        string[] members = [.. people.Where(user => user.Role == Role.Reviewer).Select(user => user.Id)];
        await services.GetRequiredService<Calibrations>().OpenAsync(
            new("Round", [PreparedCalls.Id(11), PreparedCalls.Id(12)], 0, null, members, null, services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(7)), "benchmark", cancellationToken);
        await CoachAsync(services, people.Single(user => user.Name == "tina"), cancellationToken);
    }

    /// <summary>Submits a review of a scored call, blind or seeing the machine's answers, of which some are changed.</summary>
    /// <param name="services">The site's.</param>
    /// <param name="id">The call.</param>
    /// <param name="reviewer">Whose it is.</param>
    /// <param name="number">Reviews of other numbers are written otherwise.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="task">The calibration session that it is for; null for none.</param>
    /// <returns>False when the call has no scores.</returns>
    public static async Task<bool> ReviewAsync(IServiceProvider services, string id, UserRow reviewer, int number, CancellationToken cancellationToken, CalibrationTask? task = null)
    {
        if (await services.GetRequiredService<EfCallStore>().FindEvaluatedAsync(id, cancellationToken) is not { Evaluation: { } machine } scored) return false;
        var scorecard = await services.GetRequiredService<ScorecardStore>().InForceAsync(cancellationToken);
        var questions = scorecard.Questions.ToList();
        var answers = questions.Select((question, index) =>
            Answer(question, machine.Answers.FirstOrDefault(answer => answer.Question == question.Id), number % 3 == 1 && (index + number) % questions.Count < 2));
        var form = new ReviewForm([.. answers], Blind: number % 2 == 1, Remark: "Noted.");
        var submitted = await services.GetRequiredService<Reviews>().SubmitAsync(scored.Call, reviewer.Id, reviewer.Name, form, cancellationToken, task);
        return submitted.Review is not null ? true : throw new InvalidOperationException($"The review of {id} is not complete.");
    }

    private static ReviewAnswer Answer(ScorecardQuestion question, Answer? machine, bool otherwise)
    {
        if (machine is { Applicable: false }) return new(question.Id, null, NotApplicable: true);
        var choice = machine?.Choice ?? question.Options[0].Value;
        if (otherwise) choice = question.Options.First(option => option.Value != choice).Value;
        return new(question.Id, choice, ChangeReason: otherwise ? "Heard otherwise." : null, Comment: "Noted.");
    }

    private static async Task CoachAsync(IServiceProvider services, UserRow coach, CancellationToken cancellationToken)
    {
        var plans = services.GetRequiredService<CoachingPlans>();
        var today = services.GetRequiredService<FocusFigures>().Today;
        for (var agent = 0; agent < 20; agent++)
        {
            var wanted = new NewCoaching(string.Create(CultureInfo.InvariantCulture, $"a-{agent:000}"), "measure:overall", 100, today.AddDays(42), today, "four-weeks");
            await plans.PlanAsync(wanted, new(coach.Id, coach.Name), CallCriteria.NoCalls, cancellationToken);
        }
    }
}
