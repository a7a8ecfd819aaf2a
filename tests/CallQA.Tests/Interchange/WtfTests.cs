using System.Text;
using System.Text.Json.Nodes;
using CallQA.Interchange;
using CallQA.Recordings;
using CallQA.Redaction;
using CallQA.Transcription;

namespace CallQA.Tests.Interchange;

/// <summary>Transcripts in the World Transcription Format, ours and others'.</summary>
public sealed class WtfTests
{
    private const string Theirs = """
        { "transcript": { "text": "Good morning. My printer is on fire.", "language": "en-US", "duration": 12.5, "confidence": 0.9 },
          "segments": [
            { "id": 7, "start": 0.5, "end": 2.25, "text": " Good morning. ", "confidence": 0.95, "speaker": 0, "words": [0, 1] },
            { "id": 8, "start": 3, "end": 6, "text": "My printer is on fire.", "confidence": 0.85, "speaker": "B" },
            { "id": 9, "start": 7, "end": 8, "text": "  ", "confidence": 0.1, "speaker": 2 },
            { "id": 10, "start": 9, "end": 9.5, "text": "Beep", "confidence": 0.5, "speaker": 2 } ],
          "metadata": { "created_at": "2026-03-31T12:00:00Z", "processed_at": "2026-03-31T12:00:01Z", "provider": "deepgram", "model": "nova-2", "audio": { "duration": 12.5, "channels": 2 } },
          "words": [ { "id": 0, "start": 0.5, "end": 1, "text": "Good", "confidence": 0.9 }, { "id": 1, "start": 1, "end": 2, "text": "morning.", "confidence": 1, "is_punctuation": false } ],
          "speakers": { "0": { "id": 0, "label": "Agent" }, "B": { "id": "B", "label": "caller", "segments": [8] } },
          "quality": { "audio_quality": "high" }, "extensions": { "deepgram": { "utterances": [] } } }
        """;

    [Fact]
    public void Parse_ReadsSegmentsWithSpeakersTimesAndWords()
    {
        var read = Read(Theirs);

        (read.Id, read.Language, read.Duration).ShouldBe(("a.wtf", "en", TimeSpan.FromSeconds(12.5)));
        read.Origin.ShouldBe(new TranscriptOrigin("deepgram", "nova-2"));
        read.Turns.Select(turn => (turn.Speaker, turn.Text.Trim(), turn.Start!.Value.TotalSeconds, turn.End!.Value.TotalSeconds, turn.Confidence)).ShouldBe(
            [(Speaker.Agent, "Good morning.", 0.5, 2.25, 0.95), (Speaker.Customer, "My printer is on fire.", 3, 6, 0.85), (Speaker.Unknown, "Beep", 9, 9.5, 0.5)]);
        read.Turns[0].Words.ShouldBe([new Word("Good", TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), 0.9), new Word("morning.", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), 1)]);
        read.Turns[1].Words.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"transcript":{"language":"en"},"segments":[7]}""", "an entry of 'segments' is no object")]
    [InlineData("""{"transcript":{"language":"en"},"segments":[{"text":"a","start":-1}]}""", "\"start\" is -1")]
    [InlineData("""{"transcript":{"language":"en"},"segments":[{"text":"a","start":3,"end":1}]}""", "comes before the start")]
    [InlineData("""{"transcript":{"language":"en"},"segments":[{"text":"a","confidence":90}]}""", "\"confidence\" is 90")]
    [InlineData("""{"transcript":{"language":"en"},"words":[{"text":"a"}],"segments":[{"text":"a","words":[1]}]}""", "names a word that is not there")]
    [InlineData("""{"transcript":{"language":"en"},"words":[{"text":"a"}],"segments":[{"text":"a","words":[0]},{"text":"a","words":[0]}]}""", "segments name more words than there are")]
    [InlineData("""{"transcript":{"language":"en","duration":1},"segments":[{"text":"a","start":3,"end":9}]}""", "the recording ends at 1 s")]
    [InlineData("""{"transcript":{},"segments":[]}""", "has no \"language\"")]
    public void Parse_SaysWhatIsWrong(string text, string what) =>
        Should.Throw<TranscriptFormatException>(() => Read(text)).Message.ShouldBeASentence("'a.wtf.json'", what);

    [Fact]
    public void Write_KeepsToTheDraft()
    {
        var written = JsonNode.Parse(Write(VconSamples.Said))!.AsObject();

        written["transcript"]!.ToJsonString().ShouldBe("""{"text":"Guten Tag. Gr\u00FC\u00DF Gott, \u201EM\u00FCller\u201C hier.","language":"de","duration":66.5,"confidence":0.9}""");
        var segments = written["segments"]!.AsArray();
        segments.Select(segment => (int)segment!["id"]!).ShouldBe([0, 1]);
        segments.Select(segment => (string)segment!["speaker"]!).ShouldBe(["agent", "customer"]);
        segments.ShouldAllBe(segment => (double)segment!["end"]! > (double)segment["start"]! && (double)segment["confidence"]! <= 1);
        segments[0]!["words"]!.AsArray().Select(index => (string)written["words"]![(int)index!]!["text"]!).ShouldBe(["Guten", "Tag."]);
        foreach (var name in (string[])["created_at", "processed_at", "provider", "model"])
            ((string?)written["metadata"]![name]).ShouldNotBeNullOrEmpty(name);
        ((string)written["metadata"]!["provider"]!).ShouldBe("callqa");
    }

    [Fact]
    public void Write_Refuses_WhenThereAreNoTimes() =>
        Should.Throw<TranscriptFormatException>(() => Write(new Transcript("c-1", "en", [new(Speaker.Agent, "Hello")]))).Message.ShouldBeASentence("'c-1'", "no transcript with times");

    [Fact]
    public void Parse_BringsBackWhatWasWritten()
    {
        var random = new Random(5);
        for (var round = 0; round < 300; round++)
        {
            var transcript = Any(random);
            var back = Read(Write(transcript));
            TranscriptWriter.For("json").Write(back).ShouldBe(TranscriptWriter.For("json").Write(transcript));
        }
    }

    [Theory]
    [InlineData(true, null, 2)]
    [InlineData(false, "it does not tell agent and customer apart", 0)]
    public async Task Vcon_TellsTheTranscriptOfOthers_WhereItSaysWhoIsWho(bool isKnown, string? problem, int turns)
    {
        var wtf = JsonNode.Parse(Theirs)!.AsObject();
        wtf["segments"]!.AsArray().RemoveAt(3);
        if (!isKnown) wtf.Remove("speakers");
        var vcon = $$"""
            {"uuid":"018ff3e4-1d2c-8a00-8000-0123456789ab","created_at":"2026-03-31T12:10:00Z","dialog":[{"type":"recording","start":"2026-03-31T12:05:00Z","mediatype":"audio/x-wav","encoding":"base64url","body":"AAAA"}],
             "analysis":[{"type":"wtf_transcription","vendor":"deepgram","dialog":0,"encoding":"json","body":{{wtf.ToJsonString()}}}]}
            """;

        var read = await VconReader.ReadAsync(Encoding.UTF8.GetBytes(vcon), "a.vcon", new VconReading(), TestContext.Current.CancellationToken);

        (read.TranscriptProblem, read.Transcript?.Turns.Count ?? 0, read.Faults.Count).ShouldBe((problem, turns, 0));
    }

    private static Transcript Any(Random random)
    {
        var (turns, at) = (new List<Turn>(), 0L);
        for (var count = random.Next(1, 6); count > 0; count--)
        {
            var (start, words) = (at += random.Next(1, 20_000_000), new List<Word>());
            for (var spoken = random.Next(1, 5); spoken > 0; spoken--)
            {
                var begin = at;
                words.Add(new Word("w" + spoken, TimeSpan.FromTicks(begin), TimeSpan.FromTicks(at += random.Next(1, 9_999_999)), Math.Round(random.NextDouble(), 6)));
            }

            turns.Add(new Turn(
                (Speaker)random.Next(3), string.Join(' ', words.Select(word => word.Text)), TimeSpan.FromTicks(start), TimeSpan.FromTicks(at), random.Next(3) == 0 ? null : Math.Round(random.NextDouble(), 6), random.Next(2) == 0 ? null : words));
        }

        return new Transcript("c-1", "de", turns, TimeSpan.FromTicks(at + random.Next(99_999_999)), random.Next(3) == 0 ? null : new("e/1", random.Next(2) == 0 ? null : "m", "beam=5"), random.Next(2) == 0 ? null : 0.75)
        {
            Redactions = random.Next(3) == 0 ? null : [.. turns.Index().Where(_ => random.Next(2) == 0).Select(entry => new RedactedSpan(PersonalDataKind.Iban, entry.Index, entry.Item.Start, entry.Item.End))],
        };
    }

    private static string Write(Transcript transcript) => WtfTranscript.Write(new EvaluatedCall(VconSamples.Call(CallMetadata.None), transcript, null, null));

    private static Transcript Read(string text) => TranscriptReader.Parse(Encoding.UTF8.GetBytes(text), "a.wtf.json")[0];
}
