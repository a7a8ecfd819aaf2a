using CallQA.App.Storage;
using CallQA.App.Tests.Storage;
using CallQA.Interchange;

namespace CallQA.App.Tests.Web.Calls;

/// <summary>The page of a call whose transcript and evaluation came with a vCon.</summary>
public sealed class TakenOverCallPageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", "Centre <One>", "Transcript taken over from a vCon signed by Centre <One>.", "Evaluated elsewhere; taken over from a vCon signed by Centre <One>.")]
    [InlineData("de", "Centre <One>", "Transkript übernommen aus einem vCon, unterschrieben von Centre <One>.", "Anderswo bewertet; übernommen aus einem vCon, unterschrieben von Centre <One>.")]
    [InlineData("en", null, "Transcript taken over from a vCon that was not signed.", "Evaluated elsewhere; taken over from a vCon that was not signed.")]
    [InlineData("de", null, "Transkript übernommen aus einem vCon ohne Unterschrift.", "Anderswo bewertet; übernommen aus einem vCon ohne Unterschrift.")]
    public async Task Page_SaysFromWhomTheyCame(string language, string? signer, string transcript, string evaluation)
    {
        await using var site = await TestSite.OpenAsync();
        var from = new Provenance(signer, signer is null ? null : "00aa");
        await site.Store.AddTakenOverAsync(Some.Call("over"), new TakenOverResults(Some.Transcript("over") with { TakenOver = from }, null, Some.Evaluation("over") with { TakenOver = from }), Token);
        await site.Store.SaveMetricsAsync("over", Some.Metrics(), Token);
        await site.Store.ScoreAsTakenOverAsync("over", "service-call@1", "scoring@1", Token);
        await site.AddScoredAsync("here");

        var page = await site.PageAsync("/calls/over", language);

        page.ShouldContain(transcript);
        page.ShouldContain(evaluation);
        (await site.Client.GetStringAsync("/calls/over", Token)).ShouldNotContain("<One>", customMessage: "it is text");
        (await site.PageAsync("/calls/here", language)).ShouldNotContain("vCon");
    }

    [Fact]
    public async Task QuarantinePage_SaysInGermanWhyNothingWasTakenOver()
    {
        await using var site = await TestSite.OpenAsync();
        await site.Get<QuarantineStore>().AddAsync(
            new QuarantinedFile("a.wav", null, InputFault.Transcript, "The transcript in the vCon 'a.vcon' was not taken over: it is of a recording of 90 s, and this one is 0.5 s long; the call is heard anew.", Some.Start, null), Token);

        (await site.PageAsync("/quarantine", "de"))
            .ShouldContain("Das Transkript im vCon „a.vcon“ wurde nicht übernommen: es gehört zu einer Aufnahme von 90 s, und diese ist 0.5 s lang; das Gespräch wird neu gehört.");
    }
}
