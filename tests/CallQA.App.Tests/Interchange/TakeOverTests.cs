using System.Text.Json.Nodes;
using CallQA.App.Identity;
using CallQA.App.Redaction;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Tests.Storage;
using CallQA.Interchange;
using CallQA.Recordings;
using CallQA.Transcription;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Tests.Interchange;

/// <summary>A call goes out as vCon and comes in elsewhere: what was made of it comes along, where it may and fits.</summary>
public sealed class TakeOverTests(PostgreSqlCluster cluster) : IClassFixture<PostgreSqlCluster>
{
    private const string Card = "4111 1111 1111 1111";
    private static readonly RedactionSettings Payment = new() { Kinds = "payment" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task TakeIn_HasTheSameTranscriptAndScores_WithoutHearingOrScoring(bool redacted, bool onPostgreSql)
    {
        await using var places = new TakeOverPlaces(onPostgreSql ? await cluster.CreateDatabaseAsync() : null);
        places.Here.Engines.Spoken = $"Your card is {Card}, how can I help?";
        await places.OpenAsync(redacted ? Payment : null, redacted ? Payment : null);
        var sent = await places.CallAsync();
        sent.Transcript!.Turns[0].Text.Contains("1111", StringComparison.Ordinal).ShouldBe(!redacted);

        var taken = await places.TakeInThereAsync(await places.ExportAsync(sent, signed: true));
        taken.Stage.ShouldBe(CallStage.Transcribed);
        var got = await places.FinishThereAsync(taken.Id);

        places.There.Engines.Heard.ShouldBe(0);
        got.Call.Stage.ShouldBe(CallStage.Scored);
        Plain(got.Transcript!).ShouldBe(Plain(sent.Transcript));
        var from = new Provenance("Centre One", places.Certificate);
        (got.Transcript!.TakenOver, got.Evaluation!.TakenOver).ShouldBe((from, from));
        StoredJson.Write(got.Evaluation with { TakenOver = null }).ShouldBe(StoredJson.Write(sent.Evaluation));
        StoredJson.Write(got.Metrics).ShouldBe(StoredJson.Write(sent.Metrics));
        (await places.There.Get<AuditTrail>().ListAsync(taken.Id, 0, 9, Token)).ShouldContain(entry => entry.Action == AuditTrail.TakenOver && entry.By == "Centre One");
        (await places.There.Get<AuditVerification>().RunAsync(Token)).First.ShouldBeNull();
        (await places.There.QuarantinedAsync()).ShouldBeEmpty();
        (await places.There.Get<CallSilences>().OfAsync(taken, Token)).Count.ShouldBe(redacted ? 1 : 0);
    }

    [Theory]
    [InlineData(TakeOverRule.Signed, true, true)]
    [InlineData(TakeOverRule.Signed, false, false)]
    [InlineData(TakeOverRule.Always, true, true)]
    [InlineData(TakeOverRule.Always, false, true)]
    [InlineData(TakeOverRule.Never, true, false)]
    [InlineData(TakeOverRule.Never, false, false)]
    public async Task TakeIn_KeepsToTheRule(TakeOverRule rule, bool isSigned, bool expected)
    {
        await using var places = new TakeOverPlaces();
        await places.OpenAsync(rule: rule);
        var told = new List<string>();
        places.There.Get<CallQA.App.Interchange.TakeOverNotes>().Told += (_, sentence) => told.Add(sentence);

        var got = await places.FinishThereAsync((await places.TakeInThereAsync(await places.ExportAsync(await places.CallAsync(), isSigned))).Id);

        places.There.Engines.Heard.ShouldBe(expected ? 0 : 1);
        got.Transcript!.TakenOver.ShouldBe(!expected ? null : isSigned ? new Provenance("Centre One", places.Certificate) : new Provenance());
        (got.Evaluation!.TakenOver is not null).ShouldBe(expected);
        told.ShouldBe(rule == TakeOverRule.Signed && !isSigned ? ["The transcript in the vCon 'a.vcon' was not taken over: it is not signed (CallQA:Vcon:TakeOver); the call is heard anew."] : []);
        (await places.There.QuarantinedAsync()).ShouldBeEmpty("a setting is no fault of the file");
    }

    [Fact]
    public async Task TakeIn_RefusesTheFile_WhenItWasChangedAfterItWasSigned()
    {
        await using var places = new TakeOverPlaces();
        await places.OpenAsync(rule: TakeOverRule.Always);
        var jws = JsonNode.Parse(await places.ExportAsync(await places.CallAsync(), signed: true))!;
        var payload = ((string)jws["payload"]!).ToCharArray();
        payload[^9] = payload[^9] == 'A' ? 'B' : 'A';
        jws["payload"] = new string(payload);
        var path = places.There.InIntake("a.vcon");
        await File.WriteAllTextAsync(path, jws.ToJsonString(), Token);

        (await places.There.Intake.TakeInAsync(path, Token)).ShouldBeNull();

        (await places.There.QuarantinedAsync()).ShouldHaveSingleItem().Reason.ShouldContain("was changed after it was signed");
    }

    [Theory]
    [InlineData("""{"duration":90}""", "it is of a recording of 90 s, and this one is 0.5 s long")]
    [InlineData("""{"duration":null,"turns":[{"speaker":"agent","text":"late","start":3,"end":4}]}""", "somebody speaks in it at 4 s, and the recording is 0.5 s long")]
    [InlineData("""{"turns":[{"speaker":"nobody","text":"x"}]}""", "it is not in the documented form")]
    [InlineData("""{"turns":7}""", "it is not in the documented form")]
    [InlineData("""{"redactions":[{"kind":"cardNumber","turn":99}]}""", "it is not in the documented form")]
    [InlineData("""{"origin":{"engine":"fake\u001f"}}""", "its origin is no plain text")]
    public async Task TakeIn_HearsTheCallAnew_AndSaysWhy_WhenTheTranscriptDoesNotFit(string changes, string why)
    {
        await using var places = new TakeOverPlaces();
        await places.OpenAsync();
        var vcon = await places.ExportAsync(await places.CallAsync(), signed: true, vcon => Change(TakeOverPlaces.BodyOf(vcon, "callqa/transcript/1"), changes));

        var taken = await places.TakeInThereAsync(vcon);
        var got = await places.FinishThereAsync(taken.Id);

        (places.There.Engines.Heard, got.Call.Stage, got.Transcript!.TakenOver).ShouldBe((1, CallStage.Scored, null));
        (await places.There.QuarantinedAsync()).ShouldHaveSingleItem().Reason.ShouldBe($"The transcript in the vCon 'a.vcon' was not taken over: {why}; the call is heard anew.");
    }

    [Fact]
    public async Task TakeIn_HearsTheCallAnew_WhenItSaysMoreThanAnybodyCan()
    {
        await using var places = new TakeOverPlaces();
        await places.OpenAsync();
        var vcon = await places.ExportAsync(
            await places.CallAsync(), signed: true, vcon => TakeOverPlaces.BodyOf(vcon, "callqa/transcript/1")["turns"]![0]!["text"] = string.Join(' ', Enumerable.Repeat("word", 80)));

        await places.TakeInThereAsync(vcon);

        (await places.There.QuarantinedAsync()).ShouldHaveSingleItem().Reason.ShouldContain("it has more words than anybody says in 0.5 s");
    }

    [Theory]
    [InlineData(OriginalsRule.Destroy)]
    [InlineData(OriginalsRule.Keep)]
    public async Task TakeIn_TakesOutWhatIsToBeTakenOutThere(OriginalsRule originals)
    {
        await using var places = new TakeOverPlaces();
        places.Here.Engines.Spoken = $"Your card is {Card}, how can I help?";
        await places.OpenAsync(redactionThere: Payment with { Originals = originals });

        var got = await places.FinishThereAsync((await places.TakeInThereAsync(await places.ExportAsync(await places.CallAsync(), signed: true))).Id);

        (places.There.Engines.Heard, got.Transcript!.Turns[0].Text).ShouldBe((0, "Your card is [card-number], how can I help?"));
        got.Evaluation!.TakenOver.ShouldBeNull("it cites what was taken out");
        (await places.There.Get<OriginalTranscripts>().OfAsync(got.Call.Id, Token))?.Turns[0].Text.ShouldBe(originals == OriginalsRule.Keep ? $"Your card is {Card}, how can I help?" : null);
        if (originals == OriginalsRule.Keep) return;
        (await places.There.Get<SilencedRecordings>().IsDestroyedAsync(got.Call.Id, Token)).ShouldBeTrue();
        Directory.EnumerateFiles(places.There.Settings.DataDirectory, "*.db*").ShouldAllBe(file => !Contains(file, "4111"));
    }

    [Fact]
    public async Task TakeIn_KeepsNoOriginal_WhenNothingMoreWasTakenOut()
    {
        await using var places = new TakeOverPlaces();
        places.Here.Engines.Spoken = $"Your card is {Card}, how can I help?";
        var keeps = Payment with { Originals = OriginalsRule.Keep };
        await places.OpenAsync(keeps, keeps);

        var got = await places.FinishThereAsync((await places.TakeInThereAsync(await places.ExportAsync(await places.CallAsync(), signed: true))).Id);

        got.Transcript!.Redactions!.Count.ShouldBe(1);
        (await places.There.Get<OriginalTranscripts>().AreKeptAsync(got.Call.Id, Token)).ShouldBeFalse("what came is no original");
    }

    [Fact]
    public async Task Retranscribe_HearsTheAudio_WhenTheTranscriptWasTakenOver()
    {
        await using var places = new TakeOverPlaces();
        await places.OpenAsync();
        var taken = await places.FinishThereAsync((await places.TakeInThereAsync(await places.ExportAsync(await places.CallAsync(), signed: true))).Id);

        (await new CallRequests(places.There.Get<IDbContextFactory<CallQADbContext>>(), TimeProvider.System).RetranscribeAsync(taken.Call.Id, null, Token)).ShouldBe(1);
        var heard = await places.FinishThereAsync(taken.Call.Id);

        places.There.Engines.Heard.ShouldBe(1);
        (heard.Transcript!.TakenOver, heard.Transcript.Turns[0].Text).ShouldBe((null, "Something that is only heard there."));
        heard.Evaluation!.TakenOver.ShouldBeNull();
    }

    [Fact]
    public async Task TakeIn_ScoresAnew_AndKeepsTheOtherAsHistory_WhenTheModelsAreOthers()
    {
        await using var places = new TakeOverPlaces();
        await places.OpenAsync();
        places.There.Engines.Model = "fake@2";

        var taken = await places.TakeInThereAsync(await places.ExportAsync(await places.CallAsync(), signed: true));
        var got = await places.FinishThereAsync(taken.Id);

        (got.Evaluation!.Model, got.Evaluation.TakenOver, places.There.Engines.Heard).ShouldBe(("fake@2", null, 0));
        await using var context = await places.There.Get<IDbContextFactory<CallQADbContext>>().CreateDbContextAsync(Token);
        var rows = await context.Evaluations.Where(row => row.CallId == taken.Id).OrderBy(row => row.Id).ToListAsync(Token);
        rows.Select(row => row.Model).ShouldBe(["fake@1", "fake@2"]);
        StoredJson.Read<CallQA.Scoring.Evaluation>(rows[0].Document).TakenOver.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("callqa/qa-evaluation/1", """{"overall":99}""", "its results do not follow from its answers")]
    [InlineData("callqa/qa-evaluation/1", """{"answers":[]}""", "its answers are none to its scorecard")]
    [InlineData("callqa/qa-evaluation/1", """{"answers":null}""", "it is not whole")]
    [InlineData("callqa/qa-evaluation/1", """{"scores":7}""", "it is not in the documented form")]
    [InlineData("callqa/qa-evaluation/1", """{"customerEmotions":[{"turn":1,"emotion":"call me on 4111"}]}""", "it cites what the transcript does not say")]
    [InlineData("callqa/scorecard/1", """{"source":"id: x"}""", null)]
    public async Task TakeIn_ScoresAnew_WhenTheEvaluationDoesNotFit(string schema, string changes, string? why)
    {
        await using var places = new TakeOverPlaces();
        await places.OpenAsync();
        var vcon = await places.ExportAsync(await places.CallAsync(), signed: true, vcon => Change(TakeOverPlaces.BodyOf(vcon, schema), changes));

        var got = await places.FinishThereAsync((await places.TakeInThereAsync(vcon)).Id);

        (places.There.Engines.Heard, got.Call.Stage, got.Evaluation!.TakenOver, got.Transcript!.TakenOver is null).ShouldBe((0, CallStage.Scored, null, false));
        (await places.There.QuarantinedAsync()).Select(file => file.Reason)
            .ShouldBe(why is null ? [] : [$"The evaluation in the vCon 'a.vcon' was not taken over: {why}; the call is scored anew."]);
    }

    [Fact]
    public async Task TakeIn_LeavesTheKnownCallAsItIs()
    {
        await using var places = new TakeOverPlaces();
        await places.OpenAsync();
        var vcon = await places.ExportAsync(await places.CallAsync(), signed: true);
        var first = await places.FinishThereAsync((await places.TakeInThereAsync(vcon)).Id);

        var again = await places.TakeInThereAsync(vcon);

        (again.Id, again.Stage).ShouldBe((first.Call.Id, CallStage.Scored));
        await using var context = await places.There.Get<IDbContextFactory<CallQADbContext>>().CreateDbContextAsync(Token);
        (await context.Transcripts.CountAsync(Token), await context.Evaluations.CountAsync(Token)).ShouldBe((1, 1));
    }

    private static string Plain(Transcript transcript) => StoredJson.Write(transcript with { TakenOver = null, Origin = null });

    private static void Change(JsonNode body, string changes)
    {
        foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject()) body[name] = value?.DeepClone();
    }

    private static bool Contains(string file, string text)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.GetBuffer().AsSpan(0, (int)content.Length).IndexOf(System.Text.Encoding.ASCII.GetBytes(text)) >= 0;
    }
}
