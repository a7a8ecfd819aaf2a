using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Reading;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Scoring.Reading;

public sealed class ScorabilityTests
{
    [Fact]
    public async Task Objection_IsNone_OnEveryCallOfTheCorpus()
    {
        var model = await Shipped.ModelAsync();
        var calls = (await CorpusReader.ReadAsync(Shipped.CorpusDirectory, TestContext.Current.CancellationToken)).Conversations
            .Where(one => one.Kind == ConversationKind.Call).Select(one => one.ToTranscript());

        calls.Where(call => Scorability.Objection(call, model.Languages) is not null
                || Scorability.Objection(Dialogue.From(call), model.Turns, model.Languages) is not null
                || Scorability.ObjectionToResolution(call) is not null)
            .Select(call => call.Id).ShouldBeEmpty();
    }

    [Fact]
    public void ObjectionToResolution_IsInTheLanguageOfTheCall_WhenNoCustomerSpeaks()
    {
        Scorability.ObjectionToResolution(OneSided("de-AT")).ShouldNotBeNull().ShouldStartWith("Nicht bewertbar, weil kein Kunde zu Wort kommt");
        Scorability.ObjectionToResolution(OneSided("en")).ShouldNotBeNull().ShouldStartWith("Not scorable because no customer speaks");
    }

    private static Transcript OneSided(string language) =>
        new("call", language, [new(Speaker.Agent, "Good morning."), new(Speaker.Customer, " … "), new(Speaker.Unknown, "Hello.")]);
}
