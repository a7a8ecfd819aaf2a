using System.Buffers.Binary;
using System.Text;
using CallQA.App.Identity;
using CallQA.App.Jobs;
using CallQA.App.Redaction;
using CallQA.App.Review;
using CallQA.App.Review.Playback;
using CallQA.App.Search.Index;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Storage;
using CallQA.Redaction;
using CallQA.Transcription;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CallQA.App.Tests.Redaction;

public sealed class RedactionTests(PostgreSqlCluster cluster) : IClassFixture<PostgreSqlCluster>
{
    private const string Planted = "4111 1111 1111 1111";
    private const string Said = "Your card is " + Planted + ", is that right?";
    private const string Marked = "Your card is [card-number], is that right?";
    private static readonly RedactionSettings Payment = new() { Kinds = "payment", MarginMilliseconds = 50 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", "Your card is four one one one one one one one one one one one one one one one, is that right?", "one one one")]
    [InlineData("de", "Ihre Karte ist vierundvierzig siebenundsiebzig zwölf vierunddreißig sechsundfünfzig achtundsiebzig einundneunzig zehn, richtig?", "siebenundsiebzig")]
    public async Task Pipeline_LogsNothingOfANumber_HoweverItIsSaid(string language, string said, string piece)
    {
        using var log = new CollectedLog();
        await using var place = new TestWorkplace { Redaction = Payment };
        (place.Engines.Spoken, place.Engines.Language) = (said, language);
        await place.RestartAsync(services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log)));
        var call = await place.AddAsync("a");
        while (await place.AdvanceAsync(call.Id) == StageOutcome.MovedOn)
        {
            // Each turn is one stage.
        }

        await place.Get<CoachingReports>().WriteAsync(Token);
        (await place.Calls.CurrentTranscriptAsync(call.Id, Token))!.Turns[0].Text.ShouldContain(language == "de" ? "[Kartennummer]" : "[card-number]");
        log.Text.ShouldNotContain(piece);
        ShouldBeNowhere(place.Settings.DataDirectory, piece);
    }

    [Fact]
    public async Task Pipeline_LeavesAPlantedNumberNowhere_WhenItIsRedacted()
    {
        using var log = new CollectedLog();
        await using var place = new TestWorkplace { Redaction = Payment };
        await place.RestartAsync(services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log)));
        var id = await RunAsync(place);

        (await place.Calls.CurrentTranscriptAsync(id, Token))!.Turns[0].Text.ShouldBe(Marked);
        (await place.Calls.FindEvaluatedAsync(id, Token))!.Evaluation.ShouldNotBeNull();
        await place.Get<CoachingReports>().WriteAsync(Token);
        ShouldBeNowhere(place.Settings.DataDirectory);
        log.Text.ShouldNotContain(Planted);
        foreach (var format in TranscriptWriter.Formats)
            TranscriptWriter.For(format).Write((await place.Calls.CurrentTranscriptAsync(id, Token))!).ShouldNotContain("1111");
    }

    [Fact]
    public async Task Pipeline_TakesOutTheNameOfAList_WhereNothingElseTellsThatItIsOne()
    {
        await using var place = new TestWorkplace { Redaction = new() { Kinds = "name" } };
        place.Engines.Spoken = "Behrens is what I have here, and Jutta, with Behrens's order.";
        await place.RestartAsync();
        await File.WriteAllTextAsync(place.InIntake("list.csv"), "recording_file,customer_name\na.wav,\"Behrens, Jutta\"\n", Token);
        await place.Intake.TakeInListAsync(place.InIntake("list.csv"), Token);
        var call = (await place.Intake.TakeInAsync(place.Drop("a.wav", 1), Token))!;

        while (await place.AdvanceAsync(call.Id) == StageOutcome.MovedOn)
        {
            // Each turn is one stage.
        }

        (await place.Calls.CurrentTranscriptAsync(call.Id, Token))!.Turns[0].Text.ShouldBe("[name] is what I have here, and [name], with [name] order.");
        (await place.CallAsync(call.Id)).Metadata.CustomerName.ShouldBe("Behrens, Jutta");
    }

    [Fact]
    public async Task TakeInListAsync_TellsToTranscribeAgain_WhenTheNameComesAfterTheTranscript()
    {
        await using var place = new TestWorkplace { Redaction = new() { Kinds = "name" } };
        await place.RestartAsync();
        var call = (await place.Intake.TakeInAsync(place.Drop("a.wav", 1), Token))!;
        await place.AdvanceAsync(call.Id);
        await File.WriteAllTextAsync(place.InIntake("list.csv"), "recording_file,customer_name\na.wav,Jutta Behrens\n", Token);

        await place.Intake.TakeInListAsync(place.InIntake("list.csv"), Token);

        var reason = (await place.QuarantinedAsync()).ShouldHaveSingleItem().Reason;
        reason.ShouldContain("callqa calls retranscribe a");
        reason.ShouldNotContain("Behrens");
    }

    [Fact]
    public async Task RunAsync_TakesOutTheStoredName_OfACallFromBeforeRedaction()
    {
        await using var place = new TestWorkplace { Redaction = new() };
        place.Engines.Spoken = "Behrens is what I have here.";
        await place.RestartAsync();
        await File.WriteAllTextAsync(place.InIntake("list.csv"), "recording_file,customer_name\na.wav,Jutta Behrens\n", Token);
        await place.Intake.TakeInListAsync(place.InIntake("list.csv"), Token);
        var call = (await place.Intake.TakeInAsync(place.Drop("a.wav", 1), Token))!;
        await place.AdvanceAsync(call.Id);
        place.Redaction = new() { Kinds = "name" };
        await place.RestartAsync();

        (await RedactAsync(place, dryRun: false)).Count.ShouldBe(1);

        (await place.Calls.CurrentTranscriptAsync(call.Id, Token))!.Turns[0].Text.ShouldBe("[name] is what I have here.");
    }

    [Fact]
    public async Task Pipeline_KeepsTheNumber_WhenNothingIsRedacted()
    {
        await using var place = new TestWorkplace();
        await place.RestartAsync();
        await RunAsync(place);

        Should.Throw<ShouldAssertException>(() => ShouldBeNowhere(place.Settings.DataDirectory));
    }

    [Fact]
    public async Task OpenAsync_IsSilentWhereTheNumberIsSaid_AndTheOriginalIsNot()
    {
        await using var place = new TestWorkplace { Redaction = Payment with { Originals = OriginalsRule.Keep } };
        await place.RestartAsync();
        var call = await place.CallAsync(await RunAsync(place));
        var playback = place.Get<PlaybackFolder>();

        var played = await SamplesAsync(await playback.OpenAsync(call, Token));
        var original = await SamplesAsync(await playback.OpenOriginalAsync(call, Token));

        // The turn lasts from 0 to 0.2 s; 50 ms more are silent, on both channels.
        const int silent = 2 * 2000;
        played[..silent].ShouldAllBe(sample => sample == 0);
        played[silent..].ShouldBe(original[silent..]);
        original[..silent].Count(sample => sample != 0).ShouldBeGreaterThan(silent / 2);
        using var clip = await playback.ReadAsync(call, Token);
        clip.Channels[1].Read(0, 2000).ShouldAllBe(sample => sample == 0);
        (await playback.PeaksAsync(call, Token))[12..22].ShouldAllBe(peak => peak == 0);
    }

    [Theory]
    [InlineData(OriginalsRule.Keep, true)]
    [InlineData(OriginalsRule.Destroy, false)]
    public async Task OfAsync_HasTheOriginal_WhereItIsKept(OriginalsRule rule, bool kept)
    {
        await using var place = new TestWorkplace { Redaction = Payment with { Originals = rule } };
        await place.RestartAsync();
        var id = await RunAsync(place);

        var original = await place.Get<OriginalTranscripts>().OfAsync(id, Token);

        original?.Turns[0].Text.ShouldBe(Said);
        (original is not null).ShouldBe(kept);
        await place.Get<CallErasure>().EraseAsync(id, "test", Token);
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        (await context.OriginalTranscripts.CountAsync(Token)).ShouldBe(0);
    }

    [Fact]
    public async Task RunAsync_TakesTheNumberOutOfEverythingStored_AndNothingIsHeardAgain()
    {
        await using var place = new TestWorkplace();
        await place.RestartAsync();
        var id = await StoredAsync(place);
        await place.Get<CoachingReports>().WriteAsync(Token);
        place.Redaction = Payment;
        await place.RestartAsync();

        (await RedactAsync(place, dryRun: true)).ShouldHaveSingleItem().Found.ShouldBe(new Dictionary<PersonalDataKind, int> { [PersonalDataKind.CardNumber] = 1 });
        (await place.Calls.CurrentTranscriptAsync(id, Token))!.Turns[0].Text.ShouldBe(Said);
        Directory.GetDirectories(place.Settings.ReportsPath).ShouldNotBeEmpty();
        (await RedactAsync(place, dryRun: false)).ShouldHaveSingleItem().CallId.ShouldBe(id);

        await ShouldBeRedactedAsync(place, id);
        Directory.GetDirectories(place.Settings.ReportsPath).ShouldBeEmpty();
        ShouldBeNowhere(place.Settings.DataDirectory);
        (await RedactAsync(place, dryRun: false)).ShouldBeEmpty();
        await place.Get<CallPipeline>().TranscribeAsync(id, null, Token);
        place.Engines.Heard.ShouldBe(1);
    }

    [Fact]
    public async Task RunAsync_TakesOutWhatPeopleWrote_WhereTheTranscriptItselfHasNothing()
    {
        await using var place = new TestWorkplace();
        await place.RestartAsync();
        place.Engines.Spoken = "Good morning.";
        var call = await place.AddAsync("call");
        while (await place.AdvanceAsync(call.Id) == StageOutcome.MovedOn)
        {
            // Each turn is one stage.
        }

        await place.Get<CallComments>().AddAsync(call, TimeSpan.Zero, $"He said {Planted} aloud.", "rita", Token);
        place.Redaction = Payment;
        await place.RestartAsync();
        var said = (await place.Calls.FindEvaluatedAsync(call.Id, Token))!.Evaluation;

        (await RedactAsync(place, dryRun: true)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(found => found.Found.ShouldBeEmpty(), found => found.Texts.ShouldBe(1));
        (await place.Get<CallComments>().ListAsync(call.Id, Token)).ShouldHaveSingleItem().Text.ShouldContain(Planted);
        (await RedactAsync(place, dryRun: false)).ShouldHaveSingleItem().Texts.ShouldBe(1);

        (await place.Get<CallComments>().ListAsync(call.Id, Token)).ShouldHaveSingleItem().Text.ShouldBe("He said [card-number] aloud.");
        (await place.Get<AuditTrail>().ListAsync(call.Id, 0, 10, Token)).ShouldContain(entry => entry.Action == AuditTrail.Redacted);
        StoredJson.Write((await place.Calls.FindEvaluatedAsync(call.Id, Token))!.Evaluation!).ShouldBe(StoredJson.Write(said!));
        (await RedactAsync(place, dryRun: false)).ShouldBeEmpty();

        // Written while redaction was off, about a call that is redacted with these kinds already.
        place.Redaction = new();
        await place.RestartAsync();
        await place.Get<CallComments>().AddAsync(call, TimeSpan.Zero, $"Again {Planted}.", "rita", Token);
        place.Redaction = Payment;
        await place.RestartAsync();
        (await RedactAsync(place, dryRun: false)).ShouldHaveSingleItem().Texts.ShouldBe(1);
        ShouldBeNowhere(place.Settings.DataDirectory);
    }

    [Fact]
    public async Task RunAsync_TakesTheNumberOut_OnPostgreSql()
    {
        await using var place = new TestWorkplace(database: await cluster.CreateDatabaseAsync());
        await place.RestartAsync();
        var id = await StoredAsync(place);
        place.Redaction = Payment;
        await place.RestartAsync();

        (await RedactAsync(place, dryRun: false)).ShouldHaveSingleItem().CallId.ShouldBe(id);

        await ShouldBeRedactedAsync(place, id);
        Npgsql.NpgsqlConnection.ClearAllPools();
    }

    [Fact]
    public async Task AddAsync_DoesNotBringTheNumberBack_WhenSomebodyCorrectsTheTurn()
    {
        await using var place = new TestWorkplace { Redaction = Payment };
        await place.RestartAsync();
        var call = await place.CallAsync(await RunAsync(place));

        var correction = await place.Get<TranscriptCorrections>().AddAsync(call, 0, Said, "rita", Token);

        correction!.Turn.Text.ShouldBe(Marked);
    }

    private static async Task<string> StoredAsync(TestWorkplace place)
    {
        var id = await RunAsync(place);
        var call = await place.CallAsync(id);
        await place.Get<CallComments>().AddAsync(call, TimeSpan.Zero, $"He said {Planted} aloud.", "rita", Token);
        await place.Get<TranscriptCorrections>().AddAsync(call, 0, $"Your card was {Planted}.", "rita", Token);
        return id;
    }

    private static async Task ShouldBeRedactedAsync(TestWorkplace place, string id)
    {
        var transcript = (await place.Calls.CurrentTranscriptAsync(id, Token))!;
        transcript.Turns[0].Text.ShouldBe(Marked);
        transcript.Redactions!.ShouldHaveSingleItem().End.ShouldBe(TimeSpan.FromSeconds(0.2));
        (await place.Get<CallComments>().ListAsync(id, Token)).ShouldHaveSingleItem().Text.ShouldBe("He said [card-number] aloud.");
        (await place.Get<TranscriptCorrections>().OfAsync(id, transcript, Token))[0].Turn.Text.ShouldBe("Your card was [card-number].");
        (await place.CallAsync(id)).Stage.ShouldBe(Recordings.CallStage.Scored);
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        (await context.Set<SpokenTurnRow>().OrderBy(row => row.Key).Select(row => row.Text).FirstAsync(Token)).ShouldBe("Your card was [card-number].");
        (await place.Get<AuditTrail>().ListAsync(id, 0, 10, Token)).ShouldContain(entry => entry.Action == AuditTrail.Redacted);
    }

    private static async Task<string> RunAsync(TestWorkplace place)
    {
        place.Engines.Spoken = Said;
        var call = await place.AddAsync("call");
        while (await place.AdvanceAsync(call.Id) == StageOutcome.MovedOn)
        {
            // Each turn is one stage.
        }

        return call.Id;
    }

    private static async Task<List<RedactedCall>> RedactAsync(TestWorkplace place, bool dryRun)
    {
        var calls = new List<RedactedCall>();
        await foreach (var call in place.Get<StoredCallRedaction>().RunAsync(dryRun, "test", Token)) calls.Add(call);
        return calls;
    }

    private static async Task<short[]> SamplesAsync(Stream wave)
    {
        using var content = new MemoryStream();
        await using (wave) await wave.CopyToAsync(content, Token);
        var bytes = content.ToArray()[44..];
        return [.. Enumerable.Range(0, bytes.Length / 2).Select(at => BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(2 * at)))];
    }

    // In every file, the database's and its log included, and in both encodings that texts are kept in.
    private static void ShouldBeNowhere(string folder) => ShouldBeNowhere(folder, Planted, Planted.Replace(" ", "", StringComparison.Ordinal));

    private static void ShouldBeNowhere(string folder, params string[] pieces)
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var path in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            var content = File.ReadAllBytes(path);
            foreach (var number in pieces)
                foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode])
                    content.AsSpan().IndexOf(encoding.GetBytes(number)).ShouldBe(-1, path);
        }
    }
}
