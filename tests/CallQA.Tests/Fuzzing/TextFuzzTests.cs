using System.Text;
using CallQA.Coaching;
using CallQA.Coaching.Sessions;
using CallQA.Recordings;
using CallQA.Recordings.Sources;
using CallQA.Scoring.Scorecards;
using CallQA.Transcription;

namespace CallQA.Tests.Fuzzing;

/// <summary>Every parser of what people write: transcripts, scorecards, patterns and names, ten thousand damaged and hostile texts each.</summary>
public sealed class TextFuzzTests
{
    private const string Transcript = """
        {"id":"c-1","language":"en","languageConfidence":0.9,"duration":12.5,"origin":{"engine":"e","model":"m"},"turns":[{"speaker":"agent","text":"Good morning.","start":0.5,"end":1.5,"confidence":0.9,
        "words":[{"text":"Good","start":0.5,"end":0.9,"confidence":0.8},{"text":"morning.","start":0.9,"end":1.5,"confidence":1}]},{"speaker":"customer","text":"Hi","start":2,"end":3}],
        "redactions":[{"kind":"cardNumber","turn":1,"start":2,"end":3}]}

        """;

    private const string Lines = """
        {"id":"c-1","language":"en","turns":[{"speaker":"agent","text":"Hello"}]}
        {"id":"c-2","language":"de","turns":[]}

        """;

    private const string Wtf = """
        {"transcript":{"text":"Good morning. Hi","language":"en-US","duration":12.5,"confidence":0.9},"segments":[{"id":0,"start":0.5,"end":1.5,"text":"Good morning.","confidence":0.9,"speaker":"0","words":[0,1]},
        {"id":1,"start":2,"end":3,"text":"Hi","confidence":0.5,"speaker":1}],"metadata":{"provider":"whisper","model":"base"},"words":[{"id":0,"start":0.5,"end":0.9,"text":"Good","confidence":0.8},{"id":1,"start":0.9,"end":1.5,"text":"morning."}],
        "speakers":{"0":{"id":0,"label":"Agent"}},"extensions":{"callqa":{"id":"c-1","origin":{"engine":"e"},"segmentsWithoutConfidence":[1],"redactions":[{"kind":"iban","turn":0}]}}}
        """;

    private const string Card = """
        id: test
        version: 1
        language: [en, de]
        title: { en: Test, de: Probe }
        sections:
        - id: a
          title: A
          weight: 1
          questions:
          - id: q
            text: Was it good?
            answers: [{ value: "yes", points: 1, label: Yes }, { value: "no", points: 0 }]
            auto-fail: { values: ["no"], scope: section }
            when: { question: p, is: ["yes"] }
        """;

    private static readonly string[] Patterns =
    [
        @"^(?<agent_id>\d+)_(?<start_time>\d{14})$", @"(?<call_id>[0-9a-f-]{36})_(?<start_utc>\d{8}T\d{2}:\d{2})_UTC", @"(?<call_id>[^_]+)_(?<party>agent|customer)", @"conversation_id=(?<call_id>[^/]+)/[^/]+",
    ];

    private static readonly string[] Names =
    [
        "2026/03/31/out-71222-002-20241105-091730-1730780250.107.wav", "20260331-140507_4930123456_SALES_a101-all.mp3", "conversation_id=5f0e1d2c-aaaa-bbbb-cccc-0123456789ab/0a1b2c3d.wav",
        "ab30317f_20260331T140507_agent.wav", "Repairs_CUST_12345_GUID_2a602c1a-aaaa_AGENT_BobS_DT_2022-03-21T17-51-51.wav",
    ];

    [Fact]
    public Task Transcript_IsReadOrRefused() => Fuzzer.ParseAsync([Bytes(Transcript)], content => TranscriptReader.Parse(content, "a.json"));

    [Fact]
    public Task TranscriptLines_AreReadOrRefused() => Fuzzer.ParseAsync([Bytes(Lines), Bytes($"[{Transcript}]")], content => TranscriptReader.Parse(content, "a.jsonl", "en"));

    [Fact]
    public Task WtfTranscript_IsReadOrRefused() => Fuzzer.ParseAsync([Bytes(Wtf)], content => TranscriptReader.Parse(content, "a.json"));

    [Fact]
    public Task Scorecard_IsReadOrRefused() => Fuzzer.ParseTextAsync([Card, StandardScorecards.Text("service-call")], text => ScorecardReader.Read(text, "'a.yaml'"));

    [Fact]
    public Task FileNamePattern_IsReadOrRefused() => Fuzzer.ParseTextAsync(
        Patterns,
        text =>
        {
            var pattern = FileNamePattern.Parse(text);
            return Names.Select(pattern.Match).ToList();
        },
        allowsFormat: true);

    [Fact]
    public Task FileName_IsUnderstoodOrNot()
    {
        var patterns = FileNamePresets.All.Values.SelectMany(preset => preset.Patterns).ToList();
        return Fuzzer.ParseTextAsync(Names, text => patterns.ConvertAll(pattern => pattern.Match(text)));
    }

    [Fact]
    public Task CallIdentifier_IsSafe_WhateverItWas() => Fuzzer.ParseTextAsync(Names, text =>
    {
        var id = CallId.FromText(text);
        id.Length.ShouldBeInRange(1, 120);
        id.ShouldAllBe(letter => char.IsAsciiLetterOrDigit(letter) || letter == '.' || letter == '_' || letter == '-');
        return id;
    });

    [Fact]
    public Task Language_IsReadOrNot() => Fuzzer.ParseTextAsync(["de-AT", "en", "zh-Hant-TW"], text => LanguageCode.TryParse(text, out _));

    [Fact]
    public Task Period_IsReadOrRefused() => Fuzzer.ParseTextAsync(["2026-03", "2026-W13", "2026-03-31", "2026-03-01..2026-03-31"], text => ReportPeriodText.TryParse(text, TimeZoneInfo.Utc, out _));

    [Fact]
    public Task Focus_IsReadOrNone() => Fuzzer.ParseTextAsync(["criterion:empathy", "question:greeting", "skill:open-warmly"], CoachingFocus.Parse);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
