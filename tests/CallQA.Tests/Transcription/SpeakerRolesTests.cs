using CallQA.Transcription;
using CsCheck;

namespace CallQA.Tests.Transcription;

public sealed class SpeakerRolesTests
{
    private static readonly string[] English =
    [
        "Good morning, thank you for calling Home Choice, my name is Emily, how can I help you today?",
        "Hi, I bought a coffee machine from you last week and it arrived damaged.",
        "I am very sorry to hear that. Could you give me your order number, please?",
        "Yes, my order number is four seven one.",
        "Thank you. I will send you a new one today. Is there anything else I can do for you?",
        "No, that's all. Thanks.",
    ];

    private static readonly string[] German =
    [
        "Guten Tag, mein Name ist Schneider, was kann ich für Sie tun?",
        "Ja, hallo, ich habe bei Ihnen letzte Woche einen Router bestellt und der ist immer noch nicht da.",
        "Das tut mir leid. Können Sie mir bitte Ihre Kundennummer nennen?",
        "Moment, meine Kundennummer ist vier sieben eins.",
        "Vielen Dank. Ich schicke Ihnen heute noch einen neuen. Kann ich sonst noch etwas für Sie tun?",
        "Nein, das war alles, danke.",
    ];

    public static TheoryData<string, string[], int> Calls => new()
    {
        { "en", English, 0 },
        { "en", English, 1 },
        { "de", German, 0 },
        { "de", German, 1 },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void Assign_NamesTheAgent_WhicheverVoiceComesFirst(string language, string[] lines, int agent)
    {
        var turns = SpeakerRoles.Assign(Voiced(lines, agent), language);
        turns.Select(turn => turn.Speaker).ShouldBe(lines.Select((_, i) => i % 2 == 0 ? Speaker.Agent : Speaker.Customer));
        turns.Select(turn => turn.Text).ShouldBe(lines);
    }

    [Fact]
    public void Assign_NamesNobody_WhenTheWordsDoNotSettleIt() =>
        SpeakerRoles.Assign(Voiced(["Yes.", "Yes."], 0), "en").ShouldAllBe(turn => turn.Speaker == Speaker.Unknown);

    [Fact]
    public void Assign_NamesNobody_InAnotherLanguage() =>
        SpeakerRoles.Assign(Voiced(English, 0), "fr").ShouldAllBe(turn => turn.Speaker == Speaker.Unknown);

    [Fact]
    public void Assign_LeavesKnownSpeakers_AsTheyAre()
    {
        var turns = Voiced(English, 0).Select(voiced => voiced with { Turn = voiced.Turn with { Speaker = voiced.Voice == 0 ? Speaker.Customer : Speaker.Agent } }).ToList();
        SpeakerRoles.Assign(turns, "en").ShouldBe(turns.Select(voiced => voiced.Turn));
    }

    [Fact]
    public void Find_NamesNobody_WhenThereIsOneVoiceOrNone()
    {
        SpeakerRoles.Find([new VoicedTurn(0, new Turn(Speaker.Unknown, English[0]))], "en").ShouldBeEmpty();
        SpeakerRoles.Find([], "en").ShouldBeEmpty();
    }

    [Fact]
    public void ProbabilityOfAgent_AddsUpToOne_OverBothVoices() => Gen.String.Array[1, 8].Sample(lines =>
    {
        var turns = Voiced(lines, 0);
        var sum = SpeakerRoles.ProbabilityOfAgent(turns, 0, "en") + SpeakerRoles.ProbabilityOfAgent(turns, 1, "en");
        sum.ShouldBe(1, 1e-9);
    });

    private static List<VoicedTurn> Voiced(string[] lines, int agent) =>
        [.. lines.Select((line, i) => new VoicedTurn(i % 2 == 0 ? agent : 1 - agent, new Turn(Speaker.Unknown, line)))];
}
