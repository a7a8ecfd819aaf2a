using CallQA.App.Dashboards;
using CallQA.App.Review;
using CallQA.App.Review.Queue;
using CallQA.App.Scorecards;
using CallQA.App.Search;
using CallQA.App.Search.Index;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Review;
using CallQA.App.Tests.Storage;
using CallQA.Measurement;
using CallQA.Redaction;
using CallQA.Scoring;
using CallQA.Transcription;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.App.Tests.Search;

/// <summary>What search finds, whatever the database. One derived class a provider.</summary>
public abstract class SearchContract
{
    private readonly FakeTimeProvider clock = new(Some.Start);

    private protected abstract CallQADbContextFactory Contexts { get; }

    private EfCallStore Store => new(Contexts, clock);

    private ReviewQueue Queue => new(Contexts, Scorecards, new(new(), clock), new(new Redactor(new RedactionOptions()), Store, new()), clock);

    private TranscriptSearch Search => new(Contexts, Scorecards);

    private ScorecardStore Scorecards => new(Contexts, new FakeEngines().Engines, clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Rückerstattung", "de-1")]
    [InlineData("rueckerstattung", "de-1")]
    [InlineData("RÜCKERSTATTUNG bitte", "de-1")]
    [InlineData("strasse", "de-1")]
    [InlineData("kündig*", "de-2")]
    [InlineData("kuendig*", "de-2")]
    [InlineData("\"Rechnung stimmt\"", "de-2")]
    [InlineData("\"stimmt Rechnung\"", "")]
    [InlineData("refund", "en-1")]
    [InlineData("refund OR Rückerstattung", "en-1,de-1")]
    [InlineData("refund -angry", "")]
    [InlineData("(refund OR kündigen) -bitte", "en-1,de-2")]
    [InlineData("e-mail", "en-1")]
    [InlineData("mail 19.99", "en-1")]
    [InlineData("\"19.99\"", "en-1")]
    [InlineData("nowhere", "")]
    public async Task FindAsync_FindsTheTurnsThatHoldTheWords(string words, string expected)
    {
        await SpokenAsync("de-1", 1, "de", "Ich hätte gern eine Rückerstattung, bitte, in die Lange Straße.");
        await SpokenAsync("de-2", 2, "de", "Dann muss ich kündigen: meine Rechnung stimmt nicht.");
        await SpokenAsync("en-1", 3, "en", "I'm angry about this refund of 19.99 and wrote an e-mail.");
        (await IdsAsync(new(new(), words))).ShouldBe(expected.Split(',', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task FindAsync_MarksHits_AndTellsSpeakerTimeAndEmotion()
    {
        await SpokenAsync("call", 1, "en", "May I have a refund?", "No refund.", "Then I want to cancel.");
        var call = (await Search.FindAsync(new(new(), "refund"), null, Token)).Calls.Single();
        (call.CallId, call.Agent, call.Overall, call.More).ShouldBe(("call", "Jörg Müller", 82.5, 0));
        call.Turns.Select(turn => (turn.Turn, turn.Speaker, turn.Start, turn.Emotion)).ShouldBe(
            [(0, Speaker.Customer, TimeSpan.Zero, "worried"), (1, Speaker.Agent, TimeSpan.FromSeconds(5), null)]);
        call.Turns[1].Parts.ShouldBe([new("No ", false), new("refund", true), new(".", false)]);
        (await IdsAsync(new(new(), "refund", Speaker.Agent))).ShouldBe(["call"]);
        (await IdsAsync(new(new(), "cancel", Speaker.Agent))).ShouldBeEmpty();
        (await IdsAsync(new(new(), "refund", Emotion: "worried"))).ShouldBe(["call"]);
        (await IdsAsync(new(new(), "cancel", Emotion: "angry"))).ShouldBeEmpty();
        (await IdsAsync(new(new(), Emotion: "worried"))).ShouldBe(["call"]);
    }

    [Fact]
    public async Task FindAsync_NarrowsByWhatIsKnownOfTheCall()
    {
        await SpokenAsync("low", 1, "en", ["please"], agent: "a-1", overall: 40, queue: "orders");
        await SpokenAsync("high", 2, "en", ["please"], agent: "a-2", overall: 90, queue: "support", full: false);
        foreach (var words in new[] { null, "please" })
        {
            (await IdsAsync(new(new(), words))).ShouldBe(["high", "low"]);
            (await IdsAsync(new(new() { Agent = "a-1" }, words))).ShouldBe(["low"]);
            (await IdsAsync(new(new() { OnlyAgent = "a-2" }, words))).ShouldBe(["high"]);
            (await IdsAsync(new(new() { Queue = "support" }, words))).ShouldBe(["high"]);
            (await IdsAsync(new(new() { Team = "Team 7" }, words))).ShouldBe(["high", "low"]);
            (await IdsAsync(new(new() { Team = "another" }, words))).ShouldBeEmpty();
            (await IdsAsync(new(new() { Reason = "invoice" }, words))).ShouldBe(["high", "low"]);
            (await IdsAsync(new(new() { Reason = "another" }, words))).ShouldBeEmpty();
            (await IdsAsync(new(new() { From = Some.Start.AddDays(2) }, words))).ShouldBe(["high"]);
            (await IdsAsync(new(new() { Until = Some.Start.AddDays(2) }, words))).ShouldBe(["low"]);
            (await IdsAsync(new(new() { Score = "overall", Most = 60 }, words))).ShouldBe(["low"]);
            (await IdsAsync(new(new() { Score = "overall", Least = 60 }, words))).ShouldBe(["high"]);
            (await IdsAsync(new(new() { Score = Section, Most = 99 }, words))).ShouldBe(["high"]);
            (await IdsAsync(new(new() { Score = "none", Most = 99 }, words))).ShouldBeEmpty();
            (await IdsAsync(new(new() { Question = "greeting", Answer = AnswerGiven.Full }, words))).ShouldBe(["low"]);
            (await IdsAsync(new(new() { Question = "greeting", Answer = AnswerGiven.Nothing }, words))).ShouldBe(["high"]);
            (await IdsAsync(new(new() { Question = "greeting", Answer = AnswerGiven.AutoFail }, words))).ShouldBe(["high"]);
            (await IdsAsync(new(new() { Question = "greeting", Answer = AnswerGiven.Part }, words))).ShouldBeEmpty();
            (await IdsAsync(new(new() { Question = "greeting" }, words))).ShouldBe(["high", "low"]);
            (await IdsAsync(new(new() { Metric = CallMetric.LongestHold, AtLeast = 30 }, words))).ShouldBe(["high", "low"]);
            (await IdsAsync(new(new() { Metric = CallMetric.TalkShare, AtMost = 49 }, words))).ShouldBeEmpty();
            (await IdsAsync(new(new() { Waits = QueueReason.AutoFail }, words))).ShouldBeEmpty();
        }

        await Queue.CatchUpAsync(Token);
        (await IdsAsync(new(new() { Waits = QueueReason.AutoFail }, "please"))).ShouldBe(["high"]);
    }

    [Fact]
    public async Task FindAsync_TurnsPagesByNumber_AndCounts()
    {
        for (var number = 0; number < TranscriptSearch.PageSize + 5; number++)
            await SpokenAsync($"call-{number:00}", number, "en", "one please", "two please", "three please", "four please");
        foreach (var words in new[] { null, "please" })
        {
            var first = await Search.FindAsync(new(new(), words), null, Token);
            (first.Count, first.Exact, first.Calls.Count, first.Calls[0].CallId).ShouldBe((25, true, 20, "call-24"));
            if (words is not null) (first.Calls[0].Turns.Count, first.Calls[0].More).ShouldBe((3, 1));
            var second = await Search.FindAsync(new(new(), words), first.Next, Token);
            second.Calls.Select(call => call.CallId).ShouldBe(["call-04", "call-03", "call-02", "call-01", "call-00"]);
            second.Next.ShouldBeNull();
        }
    }

    [Fact]
    public async Task Corrections_AreFound_InPlaceOfWhatWasHeard_UntilTheCallIsHeardAnew()
    {
        await SpokenAsync("call", 1, "en", "I want a refound", "Yes", "Bye");
        var call = (await Store.FindAsync("call", Token))!;
        await new TranscriptCorrections(Contexts, Store, new Redactor(new RedactionOptions()), clock).AddAsync(call, 0, "I want a refund", "eva", Token);
        (await IdsAsync(new(new(), "refound"))).ShouldBeEmpty();
        (await IdsAsync(new(new(), "refund"))).ShouldBe(["call"]);

        await Store.SaveTranscriptAsync("call", Some.Transcript("call", "another", "I would like a voucher"), Token);
        (await IdsAsync(new(new(), "refund"))).ShouldBeEmpty();
        (await IdsAsync(new(new(), "bye"))).ShouldBeEmpty();
        (await IdsAsync(new(new(), "voucher"))).ShouldBe(["call"]);
        (await IdsAsync(new(new() { Score = "overall", Least = 0 }))).ShouldBeEmpty("the new transcript is not scored yet");

        await Store.SaveTranscriptAsync("call", Transcript("call", "en", "I want a refound", "Yes", "Bye"), Token);
        (await IdsAsync(new(new(), "refund"))).ShouldBe(["call"], "the correction belongs to this transcript");
        (await IdsAsync(new(new() { Score = "overall", Least = 0 }))).ShouldBe(["call"]);
    }

    [Fact]
    public async Task Metadata_ThatComesLater_IsFilteredByAtOnce()
    {
        await Store.AddAsync(Some.Call("late"), Token);
        await Store.SaveTranscriptAsync("late", Transcript("late", "en", "where is my parcel"), Token);
        (await IdsAsync(new(new() { Agent = "a-7" }, "parcel"))).ShouldBeEmpty();
        await Store.AddAsync(Some.Call("again", Some.Metadata(day: 3), Some.Hash("late")), Token);
        (await IdsAsync(new(new() { Agent = "a-7", From = Some.Start.AddDays(2) }, "parcel"))).ShouldBe(["late"]);
        (await IdsAsync(new(new() { Until = Some.Start.AddDays(2) }, "parcel"))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1, "2026-03-05,2026-03-06")]
    [InlineData(100, "2026-03-02")]
    [InlineData(1000, "2026-03-01")]
    public async Task Dashboard_ShowsDaysWeeksOrMonths_AndWhyCallsWait(int days, string periods)
    {
        await SpokenAsync("one", 1, "en", ["please"], agent: "a-1", overall: 40, queue: "orders");
        await SpokenAsync("two", 2, "en", ["please"], agent: "a-2", overall: 90, full: false);
        await Store.AddAsync(Some.Call("unscored", Some.Metadata(day: 2)), Token);
        await Queue.CatchUpAsync(Token);
        using var memory = new FigureMemory(Contexts);
        var reader = new DashboardReader(memory, Contexts, new CallQASettings());
        var (scorecard, until) = (new FakeEngines().Engines.Scorecard, new DateOnly(2026, 3, 6));
        var dashboard = await reader.ReadAsync(scorecard, new(new(until.AddDays(-days), until)), Token);
        (dashboard.Overall.N, dashboard.Overall.Mean, dashboard.AutoFails).ShouldBe((2, 65, 1));
        string.Join(',', dashboard.Periods.Select(period => period.Days.From.ToString("yyyy-MM-dd"))).ShouldBe(periods);
        dashboard.Questions[0].AutoFails.ShouldBe(1);
        dashboard.Waiting.Single(entry => entry.Reason == QueueReason.AutoFail).Calls.ShouldBe(1);
        (await reader.ReadAsync(scorecard, new(new(until.AddDays(-days), until)) { Agent = "a-1" }, Token)).Agents.Single().Overall.Mean.ShouldBe(40);
    }

    [Fact]
    public async Task SavedSearches_AreTheOwners_AndOthersAsFarAsShared()
    {
        var saved = new SavedSearches(Contexts, clock);
        await saved.SaveAsync("1", "eva", " Refunds ", "/search?q=refund", shared: false, Token);
        await saved.SaveAsync("1", "eva", "Refunds", "/search?q=refund*", shared: true, Token);
        await saved.SaveAsync("1", "eva", "Mine", "/search?q=x", shared: false, Token);
        await saved.SaveAsync("2", "max", "Refunds", "/search?q=storno", shared: false, Token);
        (await saved.ListAsync("1", withShared: true, Token)).Select(search => (search.Name, search.Query, search.By)).ShouldBe([("Mine", "/search?q=x", null), ("Refunds", "/search?q=refund*", null)]);
        var seen = await saved.ListAsync("2", withShared: true, Token);
        seen.Select(search => (search.Query, search.By)).ShouldBe([("/search?q=storno", null), ("/search?q=refund*", "eva")]);
        (await saved.ListAsync("2", withShared: false, Token)).Count.ShouldBe(1);
        await saved.RemoveAsync("2", seen[1].Id, Token);
        (await saved.ListAsync("1", withShared: false, Token)).Count.ShouldBe(2, "another's stays");
        await saved.RemoveAsync("2", seen[0].Id, Token);
        (await saved.ListAsync("2", withShared: false, Token)).ShouldBeEmpty();
        foreach (var name in new[] { null, " ", new string('x', SavedSearches.LongestName + 1) })
            await Should.ThrowAsync<InputException>(() => saved.SaveAsync("1", "eva", name, "/search", shared: false, Token));
    }

    [Fact]
    public async Task Erasure_LeavesNoWord()
    {
        await SpokenAsync("call", 1, "en", "my secret is xylophone");
        await using var context = Contexts.CreateDbContext();
        await context.Calls.Where(row => row.Id == "call").ExecuteDeleteAsync(Token);
        (await IdsAsync(new(new(), "xylophone"))).ShouldBeEmpty();
        (await context.CallFigures.CountAsync(Token) + await context.SpokenTurns.CountAsync(Token)).ShouldBe(0);
        if (context is SqliteCallQADbContext)
        {
            (await context.Database.SqlQueryRaw<int>("""SELECT count(*) AS "Value" FROM "SpokenWords_data" WHERE instr(block, CAST('xylophon' AS BLOB)) > 0""").SingleAsync(Token))
                .ShouldBe(0, "the index forgets the word itself");
        }
    }

    [Fact]
    public async Task CatchUp_EntersWhatWasStoredBefore_Once()
    {
        await SpokenAsync("old", 1, "en", "I want a refund", "Yes");
        await SpokenAsync("older", 2, "de", "Guten Tag");
        await Store.AddAsync(Some.Call("unheard"), Token);
        await using (var context = Contexts.CreateDbContext()) await context.CallFigures.ExecuteDeleteAsync(Token);
        (await IdsAsync(new(new(), "refund"))).ShouldBeEmpty();
        using var catchUp = new SearchCatchUp(Contexts, NullLogger<SearchCatchUp>.Instance);
        (await catchUp.RunAsync(Token)).ShouldBe(2);
        (await catchUp.RunAsync(Token)).ShouldBe(0);
        (await IdsAsync(new(new() { Score = "overall", Least = 80 }, "refund", Emotion: "worried"))).ShouldBe(["old"]);
    }

    [Fact]
    public async Task FindAsync_AnswersEveryText()
    {
        await SpokenAsync("call", 1, "en", "I want a refund");
        await SpokenAsync("ruf", 2, "de", "Ich möchte das zurück");
        var random = new Random(11);
        string[] pieces = ["refund", "a", "OR", "-", "\"", "(", ")", "*", "'", "''", "\\", ":*", "<->", "&", "!", "NEAR(", "^", "{0}", "{", "}", ";--", "ß", "ü", "\u0000", "\ud800", "\u0002", "%", "Text:", "rowid", " ", " ", "NOT", "|", "é", "用", "😀", "SpokenWords"];
        for (var round = 0; round < 120; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => pieces[random.Next(pieces.Length)] + (random.Next(2) == 0 ? " " : "")));
            await Should.NotThrowAsync(() => Search.FindAsync(new(new(), text), null, Token), text);
        }

        (await IdsAsync(new(new(), "refund"))).ShouldBe(["call"], "everything is still there");
    }

    private static string Section => new FakeEngines().Engines.Scorecard.Sections[0].Id;

    private async Task<IEnumerable<string>> IdsAsync(TranscriptQuery query) => (await Search.FindAsync(query, null, Token)).Calls.Select(call => call.CallId).ToList();

    private Task SpokenAsync(string id, int day, string language, params string[] said) => SpokenAsync(id, day, language, said, agent: "a-7");

    // The customer begins, worried; a call that is not full fails its greeting.
    private async Task SpokenAsync(string id, int day, string language, string[] said, string agent, double overall = 82.5, string? queue = null, bool full = true)
    {
        await Store.AddAsync(Some.Call(id, Some.Metadata(agent, day) with { Queue = queue, Team = "Team 7", Reason = "invoice" }), Token);
        await Store.SaveTranscriptAsync(id, Transcript(id, language, said), Token);
        await Store.SaveMetricsAsync(id, Some.Metrics() with { Spans = [new(MetricSpanKind.Hold, TimeSpan.Zero, TimeSpan.FromSeconds(31))] }, Token);
        var machine = ReviewSheetTests.Machine(id);
        var scorecard = new FakeEngines().Engines.Scorecard;
        if (!full) machine = machine with { Answers = [.. machine.Answers.Select(answer => answer.Question == "greeting" ? answer with { Points = 0, AutoFail = true } : answer)] };
        machine = machine with
        {
            Overall = overall,
            Sections = [.. scorecard.Sections.Select(section => new SectionResult(section.Id, full ? 100 : 50, section.Weight))],
            CustomerEmotions = [new(0, "worried")],
        };
        await Store.SaveEvaluationAsync(machine, Token);
    }

    private static Transcript Transcript(string id, string language, params string[] said) => new(
        id, language,
        [.. said.Select((text, turn) => new Turn(turn % 2 == 0 ? Speaker.Customer : Speaker.Agent, text, TimeSpan.FromSeconds(5 * turn), TimeSpan.FromSeconds((5 * turn) + 4)))],
        TimeSpan.FromMinutes(1), Some.Origin());
}
