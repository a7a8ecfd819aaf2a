using CallQA.App.Tests.Commands;
using CallQA.App.Tests.Review;
using CallQA.Measurement;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.App.Tests.Web;

/// <summary>A site with one of the sample recordings, transcribed and scored.</summary>
internal static class SampleSite
{
    public const string Call = "call-05-poor-cancellation";

    /// <param name="database">A connection string; null for SQLite.</param>
    /// <param name="turning">Whether the customer becomes angry and is pleased in the end, after dead air and a hold.</param>
    public static async Task<TestSite> OpenAsync(string? database = null, bool turning = false)
    {
        var token = TestContext.Current.CancellationToken;
        var site = await TestSite.OpenOnAsync(database);
        var metadata = new CallMetadata { CallId = Call, AgentId = "a-7", ChannelMap = [Speaker.Agent, Speaker.Customer] };
        await site.Get<CallPipeline>().TakeInAsync(new IncomingRecording(Path.Combine(Cli.Samples, "calls", Call + ".wav"), metadata), token);
        await site.Store.SaveTranscriptAsync(Call, new(Call, "en", [.. Opening, .. turning ? Ending : []], TimeSpan.FromSeconds(52.87), new("test")), token);
        await site.Store.SaveMetricsAsync(Call, turning ? Waits() : null, token);
        var machine = ReviewSheetTests.Machine(Call);
        await site.Store.SaveEvaluationAsync(turning ? machine with { CustomerEmotions = [new(2, "angry"), new(3, "grateful")] } : machine, token);
        return site;
    }

    private static Turn[] Opening => [Turn(Speaker.Agent, 0.6, "City Broadband, what do you want?"), Turn(Speaker.Customer, 3.5, "Hello, I want to cancel.")];

    private static Turn[] Ending => [Turn(Speaker.Customer, 30, "This is a disgrace."), Turn(Speaker.Customer, 45, "Thank you so much.")];

    private static ConversationMetrics Waits() => Storage.Some.Metrics() with
    {
        Spans =
        [
            new(MetricSpanKind.DeadAir, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(18), Speaker.Unknown),
            new(MetricSpanKind.Hold, TimeSpan.FromSeconds(18), TimeSpan.FromSeconds(28), Speaker.Agent),
        ],
    };

    private static Turn Turn(Speaker speaker, double start, string text)
    {
        var words = text.Split(' ').Select((word, index) => new Word(word, TimeSpan.FromSeconds(start + (0.4 * index)), TimeSpan.FromSeconds(start + (0.4 * index) + 0.3), 0.9)).ToList();
        return new(speaker, text, words[0].Start, words[^1].End, 0.9, words);
    }
}
