using System.Text;
using CallQA.Redaction;
using CallQA.Transcription;

namespace CallQA.Tests.Transcription;

public sealed class RedactionsElementTests
{
    private static readonly Transcript Said = new("c-1", "en", [new(Speaker.Agent, "It is [card-number].", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2))], TimeSpan.FromSeconds(3));

    private static readonly RedactedSpan[][] Spans =
    [
        [],
        [new(PersonalDataKind.CardNumber, 0, TimeSpan.FromSeconds(1.25), TimeSpan.FromSeconds(1.75)), new(PersonalDataKind.EmailAddress, 0)],
    ];

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(1)]
    public void Read_GivesBackWhatWasWritten(int? which)
    {
        var spans = which is { } number ? Spans[number] : null;

        var read = Parse(TranscriptWriter.For("json").Write(Said with { Redactions = spans, TakenOver = new Provenance("Somebody", "00") }));

        read.Redactions.ShouldBe(spans);
        read.TakenOver.ShouldBeNull("a file cannot vouch for itself");
    }

    [Theory]
    [InlineData("7", "\"redactions\" is a number; write a list of places.")]
    [InlineData("[7]", "a redaction is written as a JSON object")]
    [InlineData("""[{"kind":"secret","turn":0}]""", "the kind 'secret' is not known")]
    [InlineData("""[{"kind":"0","turn":0}]""", "the kind '0' is not known")]
    [InlineData("""[{"turn":0}]""", "the kind '' is not known")]
    [InlineData("""[{"kind":"iban"}]""", "its turn is none of the 1 turns")]
    [InlineData("""[{"kind":"iban","turn":1}]""", "its turn is none of the 1 turns")]
    [InlineData("""[{"kind":"iban","turn":-1}]""", "its turn is none of the 1 turns")]
    [InlineData("""[{"kind":"iban","turn":0,"start":1}]""", "its start and end do not go together")]
    [InlineData("""[{"kind":"iban","turn":0,"start":2,"end":1}]""", "its start and end do not go together")]
    public void Read_SaysWhatIsWrong(string redactions, string expected)
    {
        var json = $$"""{"id":"c-1","language":"en","turns":[{"speaker":"agent","text":"Hello"}],"redactions":{{redactions}}}""";

        Should.Throw<TranscriptFormatException>(() => Parse(json)).Message.ShouldContain(expected);
    }

    private static Transcript Parse(string json) => TranscriptReader.Parse(Encoding.UTF8.GetBytes(json), "c-1.json")[0];
}
