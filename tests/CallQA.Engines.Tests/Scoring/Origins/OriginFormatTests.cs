using CallQA.Benchmarks.Scoring.Origins;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Scoring.Origins;

/// <summary>Every public set in a few lines of its own format; the sets themselves are not part of the product.</summary>
public sealed class OriginFormatTests
{
    [Fact]
    public async Task Read_KeepsTheSureDialogues_WhenGivenSatisfactionRatings()
    {
        var read = await ReadAsync("schema-guided", "SGD.txt", """
            USER	Play it.	INFORM	3,3,3
            SYSTEM	Done.	CONFIRM	
            USER	OVERALL		4,3,4

            USER	Book it.	INFORM	3,2,3
            SYSTEM	Sorry, no.	NOTIFY_FAILURE	
            USER	OVERALL		2,3,3

            USER	Hello.	INFORM	3
            USER	OVERALL		3,3,3
            """);

        read.Select(one => (one.Id, one.Success, one.Turns.Count)).ShouldBe([("sgd-1", true, 2), ("sgd-2", false, 2)]);
        read[0].Turns.Select(turn => turn.Speaker).ShouldBe([Speaker.Customer, Speaker.Agent]);
    }

    [Fact]
    public async Task Read_AveragesTheRaters_WhenGivenHelpdeskConversations()
    {
        var read = await ReadAsync("helpdesk", "train_data_en.json", """
            [{"id":"7","annotations":[{"quality":{"A":1,"S":0,"E":0}},{"quality":{"A":0,"S":0,"E":0}}],
              "turns":[{"sender":"customer","utterances":["No signal.",""]},{"sender":"helpdesk","utterances":["Where?"," "]}]},
             {"id":"8","annotations":[{"quality":{"A":-1,"S":0,"E":0}}],"turns":[{"sender":"helpdesk","utterances":["Hello."]}]},
             {"id":"9","annotations":[{"quality":{"A":0,"S":0,"E":0}}],"turns":[{"sender":"helpdesk","utterances":["Hello."]}]}]
            """);

        read.Select(one => (one.Id, one.Success, one.Turns.Count)).ShouldBe([("helpdesk-7", true, 2), ("helpdesk-8", false, 1)]);
    }

    [Fact]
    public async Task Read_JoinsWordsAndJudgements_WhenGivenTheTestPartOfTheHelpdesk()
    {
        using var folder = new TemporaryFolder();
        folder.Write("stc3/test_data_en.json", """
            [{"id":"7","turns":[{"sender":"customer","utterances":["No signal."]},{"sender":"helpdesk","utterances":["Where?"]}]},
             {"id":"8","turns":[{"sender":"helpdesk","utterances":["Hello."]}]}]
            """);
        folder.Write("stc3/stc3-nddq-test-annotations.json", """
            [{"id":"8","annotations":[{"quality":{"A":2}}]},{"id":"7","annotations":[{"quality":{"A":-1}},{"quality":{"A":0}}]},{"id":"9","annotations":[{"quality":{"A":2}}]}]
            """);

        var read = await ReadAsync(folder, "helpdesk-test");

        read.Select(one => (one.Id, one.Success, one.Turns.Count)).ShouldBe([("helpdesk-7", false, 2), ("helpdesk-8", true, 1)]);
    }

    [Fact]
    public void Label_LabelsTheTurnItMeans_WhenAConversationWasRated()
    {
        var rated = HelpdeskTurns.All[0];
        var turns = Enumerable.Range(0, rated.Turn + 2).Select(_ => new OriginTurn(OriginTurn.Agent, "Hello.")).ToList();

        var labelled = HelpdeskTurns.Label(new(rated.Conversation, "en", turns)).Turns;

        (labelled[rated.Turn].Empathy, labelled[rated.Turn].Courtesy).ShouldBe((rated.Empathy, rated.Courtesy));
        HelpdeskTurns.Label(new("another", "en", turns)).Turns.ShouldBe(turns);
    }

    [Fact]
    public async Task Read_TakesAnEmotionalReactionForEmpathy_WhenGivenPeerSupport()
    {
        using var folder = new TemporaryFolder();
        folder.Write("emotional-reactions-reddit.csv", "sp_id,rp_id,seeker_post,response_post,level,rationales\na,b,\"I, too, am lost\",I feel for you,2,I feel\na,c,Help,Why?,0,\n");

        var read = await ReadAsync(folder, "peer-support");

        read.Select(one => (one.Id, one.Turns[0].Speaker, one.Turns[1].Empathic)).ShouldBe([("a-b", Speaker.Customer, true), ("a-c", Speaker.Customer, false)]);
    }

    [Fact]
    public async Task Read_JudgesHelpersByTheirStrategy_WhenGivenSupportConversations()
    {
        var read = await ReadAsync("emotional-support", "FailedESConv.json", """
            [{"dialog":[
              {"speaker":"speaker","annotation":{},"content":"I lost my job.\n"},
              {"speaker":"listener","annotation":{"strategy":"Reflection of feelings"},"content":"You feel lost."},
              {"speaker":"listener","annotation":{"strategy":"Questions"},"content":"Since when?"},
              {"speaker":"listener","annotation":{"strategy":"Other"},"content":"Hi."}]}]
            """);

        read.ShouldHaveSingleItem().Turns.Select(turn => turn.Empathic).ShouldBe([null, true, false, null]);
    }

    [Fact]
    public async Task Read_TakesCaringForEmpathy_WhenGivenComments()
    {
        using var folder = new TemporaryFolder();
        folder.Write("goemotions/labels.txt", "anger\ncaring\nneutral");
        folder.Write("goemotions/test.tsv", "Get well soon!\t1\tx1\nNo.\t0,2\tx2\n");

        var read = await ReadAsync(folder, "comments");

        read.Select(one => one.Turns[0].Empathic).ShouldBe([true, false]);
    }

    [Fact]
    public async Task Read_TakesTheSignForPoliteness_WhenGivenRequests()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tydip/en_train_binary.csv", "sentence,score\n\"Could you, please, \"\"check\"\"?\",0.9\nWhy?,-1.2\n");

        var read = await ReadAsync(folder, "requests");

        read.Select(one => (one.Turns[0].Text, one.Turns[0].Polite)).ShouldBe([("Could you, please, \"check\"?", true), ("Why?", false)]);
    }

    [Fact]
    public async Task Read_TakesOffenceForImpoliteness_WhenGivenTweets()
    {
        var read = await ReadAsync("tweets", "germeval2018.test.txt", "Schönen Tag|LBR|euch\tOTHER\tOTHER\nIhr Deppen\tOFFENSE\tINSULT\n");

        read.Select(one => (one.Language, one.Turns[0].Text, one.Turns[0].Polite))
            .ShouldBe([("de", "Schönen Tag euch", true), ("de", "Ihr Deppen", false)]);
    }

    [Fact]
    public void Find_IsNull_WhenTheSetIsNotThere()
    {
        using var folder = new TemporaryFolder();
        folder.Write("other/test.tsv", "x");

        OriginFormat.All.ShouldAllBe(format => format.Find(folder.Path) == null);
    }

    private static async Task<IReadOnlyList<LabelledConversation>> ReadAsync(string origin, string file, string content)
    {
        using var folder = new TemporaryFolder();
        folder.Write("set/" + file, content.ReplaceLineEndings("\n"));
        return await ReadAsync(folder, origin);
    }

    /// <summary>Through the file that is written, as <c>callqa evaluate --origins</c> reads it.</summary>
    private static async Task<IReadOnlyList<LabelledConversation>> ReadAsync(TemporaryFolder folder, string origin)
    {
        var format = OriginFormat.All.Single(one => one.Name == origin);
        folder.Write("out.jsonl", string.Join('\n', format.Read(format.Find(folder.Path)!).Select(one => one.ToLine())));
        return (await CorpusReader.ReadFileAsync(Path.Combine(folder.Path, "out.jsonl"), TestContext.Current.CancellationToken)).Conversations;
    }
}
