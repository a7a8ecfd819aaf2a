using CallQA.App.Tests.Commands;
using CallQA.App.Tests.Review;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.App.Tests.Web;

/// <summary>A site with one of the sample recordings, transcribed and scored.</summary>
internal static class SampleSite
{
    public const string Call = "call-05-poor-cancellation";

    /// <param name="database">A connection string; null for SQLite.</param>
    public static async Task<TestSite> OpenAsync(string? database = null)
    {
        var token = TestContext.Current.CancellationToken;
        var site = await TestSite.OpenOnAsync(database);
        var metadata = new CallMetadata { CallId = Call, AgentId = "a-7", ChannelMap = [Speaker.Agent, Speaker.Customer] };
        await site.Get<CallPipeline>().TakeInAsync(new IncomingRecording(Path.Combine(Cli.Samples, "calls", Call + ".wav"), metadata), token);
        await site.Store.SaveTranscriptAsync(Call, new(
            Call, "en", [Turn(Speaker.Agent, 0.6, "City Broadband, what do you want?"), Turn(Speaker.Customer, 3.5, "Hello, I want to cancel.")], TimeSpan.FromSeconds(52.87), new("test")), token);
        await site.Store.SaveMetricsAsync(Call, null, token);
        await site.Store.SaveEvaluationAsync(ReviewSheetTests.Machine(Call), token);
        return site;
    }

    private static Turn Turn(Speaker speaker, double start, string text)
    {
        var words = text.Split(' ').Select((word, index) => new Word(word, TimeSpan.FromSeconds(start + (0.4 * index)), TimeSpan.FromSeconds(start + (0.4 * index) + 0.3), 0.9)).ToList();
        return new(speaker, text, words[0].Start, words[^1].End, 0.9, words);
    }
}
