using System.Text.Json.Nodes;
using CallQA.App.Jobs;
using CallQA.App.Review;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Review;
using CallQA.App.Webhooks;
using CallQA.Recordings;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQA.App.Tests.Webhooks;

/// <summary>What becomes of calls, reviews and nights is told, once, when it is stored.</summary>
public sealed class WebhookEventsTests
{
    private const string Number = "4930123456";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Worker_TellsOfACall_WhenItIsScored()
    {
        await using var place = await OpenAsync();
        var call = await ScoredAsync(place);

        var (type, data) = (await ToldAsync(place)).ShouldHaveSingleItem();

        type.ShouldBe("call.scored");
        var evaluation = (await place.Calls.FindEvaluatedAsync(call, Token))!.Evaluation!;
        ((string)data["call"]!, (string)data["scorecard"]!, (double)data["overall"]!, (int)data["empathy"]!, (bool)data["needsReview"]!)
            .ShouldBe((call, evaluation.Scorecard, evaluation.Overall!.Value, evaluation.Scores.Empathy.Score!.Value, evaluation.NeedsReview));
        data.ToJsonString().ShouldNotContain("Anna");
    }

    [Fact]
    public async Task Worker_TellsOfACall_WhenItIsSetAside()
    {
        await using var place = await OpenAsync();
        var call = await place.AddAsync(Number);
        place.Engines.BeforeHearing = (_, _) => throw new InputException(InputFault.Audio, $"The recording of {Number} is broken; export it again.");

        (await place.AdvanceAsync(call.Id)).ShouldBe(StageOutcome.Quarantined);
        (await place.AdvanceAsync(call.Id)).ShouldBe(StageOutcome.Quarantined, "and is told once");

        var (type, data) = (await ToldAsync(place)).ShouldHaveSingleItem();
        (type, (string)data["cause"]!, (string)data["stage"]!).ShouldBe(("call.set-aside", "audio", "takenIn"));
        data.AsObject().Select(property => property.Key).ShouldBe(["call", "stage", "cause"]);
    }

    [Fact]
    public async Task Reviews_AreTold_WithoutTheirWordsAndWhoWroteThem()
    {
        await using var place = await OpenAsync();
        var call = await ScoredAsync(place);
        var machine = (await place.Calls.FindEvaluatedAsync(call, Token))!.Evaluation!;
        Forget(place);

        (await place.Get<Reviews>().SubmitAsync(await place.CallAsync(call), "eva", "Eva Meier", ReviewSheetTests.Accepted(machine) with { Remark = "Kind." }, Token)).Review.ShouldNotBeNull();

        var (type, data) = (await ToldAsync(place)).ShouldHaveSingleItem();
        (type, (string)data["kind"]!, (string)data["call"]!, (int)data["changed"]!).ShouldBe(("review.submitted", "review", call, 0));
        data.ToJsonString().ShouldNotContain("Eva");
        data.ToJsonString().ShouldNotContain("Kind.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Night_IsTold_OnlyWhenAStepFails(bool fails)
    {
        await using var place = await OpenAsync();
        NightlyStep[] steps =
        [
            new("counts", _ => Task.FromResult(3)),
            new("ends", Task<int> (_) => fails ? throw new InputException(InputFault.Settings, "The bucket of Anna is away.") { Passing = true } : Task.FromResult(1)),
        ];

        await place.Get<NightlyTurn>().RunAsync(place.Clock.GetUtcNow(), new NightlyRun(steps, TimeProvider.System, NullLogger<NightlyRun>.Instance), Token);

        var told = await ToldAsync(place);
        if (!fails)
        {
            told.ShouldBeEmpty();
            return;
        }

        told.ShouldHaveSingleItem().Type.ShouldBe("night.failed");
        told[0].Data["failed"]!.AsArray().Select(step => (string)step!).ShouldBe(["ends"]);
        told[0].Data.ToJsonString().ShouldNotContain("Anna");
    }

    [Fact]
    public async Task Nobody_IsTold_OfWhatIsNotWanted()
    {
        await using var place = await OpenAsync("review.submitted, night.failed");

        await ScoredAsync(place);

        (await ToldAsync(place)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Work_GoesOn_WhenNothingCanBeWritten()
    {
        await using var place = await OpenAsync();
        await File.WriteAllTextAsync(place.Settings.WebhooksPath, "a file where the folder should be", Token);

        var call = await ScoredAsync(place);

        (await place.CallAsync(call)).Stage.ShouldBe(CallStage.Scored);
    }

    private static async Task<TestWorkplace> OpenAsync(string? events = null)
    {
        var place = new TestWorkplace { Webhook = new() { Address = "https://hooks.example/qa", SecretFile = "secret", Events = events } };
        await place.RestartAsync();
        return place;
    }

    private static async Task<string> ScoredAsync(TestWorkplace place)
    {
        var call = await place.AddAsync("call");
        while (await place.AdvanceAsync(call.Id) == StageOutcome.MovedOn)
        {
            // One stage after the other.
        }

        return call.Id;
    }

    private static async Task<List<(string Type, JsonNode Data)>> ToldAsync(TestWorkplace place) =>
        [.. (await place.Get<WebhookOutbox>().ListAsync(Token)).Select(message => (message.Type, JsonNode.Parse(message.Body)!["data"]!))];

    private static void Forget(TestWorkplace place) => Directory.Delete(place.Settings.WebhooksPath, recursive: true);
}
