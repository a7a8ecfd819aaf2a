using System.Text.Json.Nodes;
using CallQA.App.Interchange;
using CallQA.App.Review;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Tests.Review;
using CallQA.Recordings;
using CallQA.Tests.Interchange;

namespace CallQA.App.Tests.Interchange;

/// <summary>What people submitted about a call goes out and comes in with it, and counts for nothing there.</summary>
public sealed class ReviewTakeOverTests
{
    private const string Remark = "Kind, and to the point.";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TakeIn_KeepsReviewsWhole_BesideTheMachinesEvaluation()
    {
        await using var places = new TakeOverPlaces();
        await places.OpenAsync();
        var sent = await ReviewedAsync(places);
        JsonNode? exported = null;

        var taken = await places.FinishThereAsync((await places.TakeInThereAsync(await places.ExportAsync(sent, signed: true, vcon => exported = vcon.DeepClone()))).Id);

        VconSchema.Faults(exported).ShouldBeEmpty();
        var own = await places.Here.Get<Reviews>().HistoryAsync(sent.Call.Id, Token);
        own.Count.ShouldBe(2);
        own[0].ShouldSatisfyAllConditions(review => review.Remark.ShouldBe(Remark), review => review.Answers.ShouldContain(answer => answer.Comment == "Well said." && answer.Passages.Count == 1));
        var come = await places.There.Get<TakenOverReviews>().OfAsync(taken.Call.Id, Token);
        come.ConvertAll(StoredJson.Write).ShouldBe(own.ConvertAll(review => StoredJson.Write(review with { Id = 0, CallId = taken.Call.Id })));
        (await places.There.Get<Reviews>().HistoryAsync(taken.Call.Id, Token)).ShouldBeEmpty("they are no reviews of here");
        (await places.There.QuarantinedAsync()).ShouldBeEmpty();
        (await places.There.Get<TakenOverReviews>().DocumentsAsync(taken.Call.Id, Token)).Select(document => document.ToJsonString())
            .ShouldBe((await places.Here.Get<TakenOverReviews>().DocumentsAsync(sent.Call.Id, Token)).Select(document => document.ToJsonString()));
    }

    [Theory]
    [InlineData("""{"answers":null}""", "it is not in the documented form")]
    [InlineData("""{"answers":[{"question":"greeting"}]}""", "it is not in the documented form")]
    [InlineData("""{"overall":101}""", "it is not in the documented form")]
    [InlineData("""{"reviewer":""}""", "it is not in the documented form")]
    [InlineData("""{"kind":"calibration"}""", "it is not in the documented form")]
    [InlineData("""{"submittedAt":7}""", "it is not in the documented form")]
    [InlineData("""{"answers":[{"question":"q","applies":true,"maxPoints":1,"passages":[{"turn":99,"start":0,"end":1,"quote":"a"}],"evidence":[]}]}""", "it names a place that the transcript does not have")]
    [InlineData("""{"remark":"My card is 4111 1111 1111 1111."}""", "its texts hold personal data that is taken out here")]
    public async Task TakeIn_LeavesAReviewOut_ThatDoesNotFit_AndTakesTheRest(string changes, string why)
    {
        await using var places = new TakeOverPlaces();
        await places.OpenAsync(redactionThere: new RedactionSettings { Kinds = "payment" });
        var vcon = await places.ExportAsync(await ReviewedAsync(places), signed: true, vcon => Change(TakeOverPlaces.BodyOf(vcon, "callqa/review/1"), changes));

        var taken = await places.FinishThereAsync((await places.TakeInThereAsync(vcon)).Id);

        (places.There.Engines.Heard, taken.Evaluation!.TakenOver is null).ShouldBe((0, false));
        (await places.There.Get<TakenOverReviews>().OfAsync(taken.Call.Id, Token)).Count.ShouldBe(1, "the other one fits");
        (await places.There.QuarantinedAsync()).Select(file => file.Reason).ShouldBe([$"A review in the vCon 'a.vcon' was not taken over: {why}; the call goes on without it."]);
    }

    [Fact]
    public async Task Erase_RemovesReviewsThatCameAlong()
    {
        await using var places = new TakeOverPlaces();
        await places.OpenAsync();
        var taken = await places.FinishThereAsync((await places.TakeInThereAsync(await places.ExportAsync(await ReviewedAsync(places), signed: true))).Id);

        await places.There.Get<CallErasure>().EraseAsync(taken.Call.Id, "admin", Token);

        (await places.There.Get<TakenOverReviews>().OfAsync(taken.Call.Id, Token)).ShouldBeEmpty();
    }

    private static async Task<EvaluatedCall> ReviewedAsync(TakeOverPlaces places)
    {
        var sent = await places.CallAsync("a", new CallMetadata { CallId = "c-1" });
        var form = ReviewSheetTests.Accepted(sent.Evaluation!);
        var reviews = places.Here.Get<Reviews>();
        (await reviews.SubmitAsync(sent.Call, "eva", "Eva", form, Token)).Review.ShouldNotBeNull();
        var noted = form.Answers[0] with { Comment = "Well said.", Passages = [new(0, TimeSpan.Zero, TimeSpan.FromSeconds(0.25), "Hello")] };
        (await reviews.SubmitAsync(sent.Call, "max", "Max", ReviewSheetTests.With(form, noted) with { Remark = Remark }, Token)).Review.ShouldNotBeNull();
        return sent;
    }

    private static void Change(JsonNode body, string changes)
    {
        foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject()) body[name] = value?.DeepClone();
    }
}
