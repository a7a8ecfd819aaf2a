using System.Globalization;
using System.Text.RegularExpressions;
using CallQA.App.Tests.Commands;
using CallQA.App.Web;

namespace CallQA.App.Tests.Web;

public sealed partial class RefusalTextsTests
{
    private static readonly string[] Folders = ["Review", "Identity", "Coaching", "Search", "Scorecards"];

    [Theory]
    [InlineData("The session has 21 reviewers; choose 2 to 20.", "Die Sitzung hat 21 Prüfer; wählen Sie 2 bis 20.")]
    [InlineData("The session is closed; it cannot become held.", "Die Sitzung ist abgeschlossen; sie kann nicht gehalten werden.")]
    [InlineData("The evaluation of the call 'a; b' is disputed already; it can no longer be disputed.", "Die Bewertung des Gesprächs „a; b“ ist schon „widersprochen“; ihr kann nicht mehr widersprochen werden.")]
    [InlineData("The evaluation in the vCon 'a' was not taken over: it cites what the transcript does not say; the call is scored anew.", "Die Bewertung im vCon „a“ wurde nicht übernommen: sie zitiert, was das Transkript nicht sagt; das Gespräch wird neu bewertet.")]
    [InlineData("The period '2020-01-01..2026-12-31' has 2557 days; write one of at most 366.", "Der Zeitraum „2020-01-01..2026-12-31“ hat 2557 Tage; schreiben Sie einen von höchstens 366.")]
    [InlineData("No call began from 1999-12-01 to 1999-12-31; name a period with calls.", "Vom 1999-12-01 bis 1999-12-31 begann kein Gespräch; nennen Sie einen Zeitraum mit Gesprächen.")]
    [InlineData("These pages have no worker, and beside SQLite no other process sees what is asked of one; start `callqa serve` in the place of `callqa web`, or run the command on the command line.", "Diese Seiten haben keinen Worker, und neben SQLite sieht kein anderer Prozess, was von einem verlangt wird; starten Sie „callqa serve“ anstelle von „callqa web“, oder führen Sie den Befehl in der Kommandozeile aus.")]
    [InlineData("Something nobody has translated.", "Something nobody has translated.")]
    public void In_TellsTheSentence_InTheReadersLanguage(string sentence, string german)
    {
        using (new Culture("de-DE")) RefusalTexts.In(sentence).ShouldBe(german);
        using (new Culture("en-GB")) RefusalTexts.In(sentence).ShouldBe(sentence);
    }

    [Fact]
    public void EverySentence_ThatPagesShow_HasGermanWords()
    {
        using var german = new Culture("de-DE");
        var sentences = Folders.SelectMany(Sentences).Distinct().ToList();
        sentences.Count.ShouldBeGreaterThan(70);
        sentences.Where(sentence => RefusalTexts.In(sentence) == sentence).ShouldBeEmpty();
    }

    [Fact]
    public void EveryReason_WhyNothingOfAVconIsTakenOver_HasGermanWords()
    {
        using var german = new Culture("de-DE");
        var folder = Path.Combine(Cli.Repository, "src", "CallQA", "Interchange");
        var reasons = ((string[])["TranscriptFit.cs", "EvaluationFit.cs", "VconAnalyses.cs", "CallTakeOver.cs"]).SelectMany(file => Reason().Matches(File.ReadAllText(Path.Combine(folder, file))))
            .Select(match => Hole().Replace(match.Groups[1].Value, "7")).Distinct().ToList();
        reasons.Count.ShouldBeGreaterThan(14);
        reasons.Where(reason => RefusalTexts.In(reason) == reason).ShouldBeEmpty();
    }

    [GeneratedRegex("""[$]?"((?:it|its|one|who|more|somebody) [^"]+)["]""")]
    private static partial Regex Reason();

    // With a number in each hole.
    private static IEnumerable<string> Sentences(string folder) => Directory
        .EnumerateFiles(Path.Combine(Cli.Repository, "src", "CallQA.App", folder), "*.cs", SearchOption.AllDirectories)
        .SelectMany(file => Thrown().Matches(File.ReadAllText(file))).Select(match => Hole().Replace(match.Groups[1].Value, "7"));

    [GeneratedRegex("""(?:Refuse\(|InputFault\.\w+, )\$?"((?:[^"{]|\{(?:[^{}"]|"[^"]*")*\})*[.])"\)""")]
    private static partial Regex Thrown();

    [GeneratedRegex("""\{(?:[^{}"]|"[^"]*")*\}""")]
    private static partial Regex Hole();

    private sealed class Culture : IDisposable
    {
        private readonly (CultureInfo Culture, CultureInfo Words) before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);

        public Culture(string name) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);

        public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
    }
}
