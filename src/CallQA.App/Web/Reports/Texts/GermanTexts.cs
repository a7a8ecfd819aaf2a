using System.Globalization;
using CallQA.Coaching;
using CallQA.Coaching.Sessions;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.App.Web.Reports.Texts;

public sealed class GermanTexts : ReportTexts
{
    private static readonly string[] Months =
        ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];

    public override string Language => "de";
    public override string DecimalSeparator => ",";
    public override string PercentSign => "\u00A0%";
    public override string Date(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
    public override string Days(DateOnly first, DateOnly last) => (first, last) switch
    {
        _ when first == last => Date(first),
        _ when (first.Year, first.Month) == (last.Year, last.Month) => $"{first.Day}.–{last.Day}. {Months[last.Month - 1]} {Number(last.Year)}",
        _ => $"{Date(first)} – {Date(last)}",
    };
    protected override string Month(DateOnly first) => $"{Months[first.Month - 1]} {Number(first.Year)}";
    protected override string Week(string number, string days) => $"KW {number}, {days}";
    public override string WeekLabel(ReportWeek week) => $"KW{week.Name[^2..]}";

    public override string Report => "Coaching-Bericht";
    public override string Everyone => "Alle Mitarbeitenden";
    public override string SkipToContent => "Direkt zum Bericht";
    public override string BackToTeam => "Teambericht";
    public override string AllPeriods => "Alle Zeiträume";
    public override string Workplace => "Zum Arbeitsplatz";
    public override string Listen => "Anhören";
    public override string ListenTo(string callId, string? time) => time is null ? $"Anhören: {callId}" : $"Anhören: {callId} ab {time}";
    public override string OtherFormats => "Dasselbe als Daten:";
    public override string Contents => "Inhalt";

    public override string Counts(CallCounts counts)
    {
        var parts = new List<string> { $"{counts.Evaluated} bewertet" };
        if (counts.Waiting > 0)
            parts.Add($"{counts.Waiting} in Arbeit");
        if (counts.Quarantined > 0)
            parts.Add($"{counts.Quarantined} ausgesondert");
        var review = counts.NeedReview == 0
            ? "Keines muss geprüft werden."
            : $"{counts.NeedReview} der bewerteten {(counts.NeedReview == 1 ? "muss" : "müssen")} geprüft werden.";
        return $"{Calls(counts.Total)}: {string.Join(", ", parts)}. {review}";
    }

    public override string Goals => "Ziele des Coachings";
    public override string GoalFromTo(string from, string to, string by, string since) => $"von {from} auf {to} bis {by}, gecoacht seit {since}.";
    public override string GoalNow(string value, int calls) => $"Am Ende des Zeitraums {value} ({Calls(calls)}):";
    public override string Of(GoalVerdict verdict) => verdict switch
    {
        GoalVerdict.ClearlyReached => "Das Ziel ist erreicht.",
        GoalVerdict.Reached => "Am Ziel, aber das kann noch Zufall sein.",
        GoalVerdict.ClearlyBetter => "Deutlich besser als zuvor.",
        GoalVerdict.ClearlyWorse => "Deutlich schlechter als zuvor.",
        GoalVerdict.NoClearChange => "Keine Änderung über den Zufall hinaus.",
        GoalVerdict.NotComparable => "Zuvor zu wenige Gespräche, um mehr zu sagen.",
        _ => "Noch nicht genug Gespräche.",
    };

    public override string CautionTitle => "Bevor Sie mit einer Zahl arbeiten";

    public override string MachineScores(int evaluated, int byHuman) => byHuman switch
    {
        0 => "Alle Bewertungen hier stammen von einer Maschine. Hören Sie zuerst die Stellen an: Eine Bewertung ist ein Grund hinzuhören, kein Urteil.",
        _ => $"Alle Bewertungen hier stammen von einer Maschine. Menschen haben {byHuman} von {evaluated} Gesprächen geprüft; ihr Ergebnis steht in der Liste der Gespräche neben dem der Maschine. Hören Sie zuerst die Stellen an: Eine Bewertung ist ein Grund hinzuhören, kein Urteil.",
    };

    public override string FewCalls(int evaluated, int minimum) =>
        $"Erst {Calls(evaluated)} bewertet. Unter {minimum} gibt es keine Vertrauensbereiche, Vergleiche, Stärken oder Schwächen: Hören Sie die Gespräche an, statt die Mittelwerte zu lesen.";

    public override string NothingEvaluated => "Aus diesem Zeitraum ist noch kein Gespräch bewertet.";

    public override string AtAGlance => "Auf einen Blick";
    public override string Overall => "Gesamt";

    public override string Of(Criterion criterion) => criterion switch
    {
        Criterion.Empathy => "Empathie",
        Criterion.Courtesy => "Höflichkeit",
        _ => "Lösung",
    };

    public override string Of(ReportMeasure measure) => measure switch
    {
        ReportMeasure.Overall => Overall,
        ReportMeasure.Empathy => Of(Criterion.Empathy),
        ReportMeasure.Courtesy => Of(Criterion.Courtesy),
        ReportMeasure.TurnedRound => TurnedShare,
        _ => ResolvedShare,
    };

    public override string Of(Resolution resolution) => resolution switch
    {
        Resolution.Resolved => "gelöst",
        Resolution.Partial => "teilweise gelöst",
        _ => "ungelöst",
    };

    public override string Of(Speaker speaker) => speaker switch
    {
        Speaker.Agent => "Agent",
        Speaker.Customer => "Kunde",
        _ => "Sprecher",
    };

    public override string Of(CallState state) => state switch
    {
        CallState.Evaluated => "bewertet",
        CallState.NeedsReview => "zu prüfen",
        CallState.Waiting => "in Arbeit",
        _ => "ausgesondert",
    };

    public override string Of(ReportMetric metric) => metric switch
    {
        ReportMetric.Duration => "Länge des Gesprächs",
        ReportMetric.TalkRatio => "Redeanteil Agent",
        ReportMetric.WordsPerMinute => "Wörter je Minute, Agent",
        ReportMetric.FirstResponse => "Zeit bis zum ersten Wort des Agenten",
        ReportMetric.ResponseLatency => "Pause vor der Antwort des Agenten",
        ReportMetric.LongestMonologue => "Längste Rede des Agenten am Stück",
        ReportMetric.Interruptions => "Unterbrechungen durch den Agenten, je Gespräch",
        ReportMetric.SilenceShare => "Anteil Stille, mit Wartezeiten",
        ReportMetric.DeadAir => "Lange Stille ohne Ankündigung, je Gespräch",
        ReportMetric.Holds => "Angekündigte Wartezeiten, je Gespräch",
        ReportMetric.HoldTime => "Dauer angekündigter Wartezeiten, je Gespräch",
        _ => "Beide sprechen zugleich, je Gespräch",
    };

    public override string ResolvedShare => "Gelöst";
    public override string TurnedShare => "Besänftigt";
    public override string TurnAround => "Aufgebrachte Kunden besänftigt";
    public override string Turned => "besänftigt";
    public override string NotTurned => "nicht besänftigt";
    public override string BeganCalm(int n) => n == 1 ? "1 Gespräch begann nicht aufgebracht" : $"{Number(n)} Gespräche begannen nicht aufgebracht";
    public override string MoodUnknown(int n) => n == 1 ? "Von 1 Gespräch ist es nicht bekannt" : $"Von {Number(n)} Gesprächen ist es nicht bekannt";
    public override string OutOfFive => "von 5";
    public override string Calls(int n) => n == 1 ? "1 Gespräch" : $"{Number(n)} Gespräche";
    public override string Interval(string low, string high) => $"95-%-Bereich {low}–{high}";
    public override string NotEnoughYet => "noch zu wenige Gespräche für einen Vertrauensbereich";
    public override string NoValue => "noch kein Wert";
    public override string Others(string value, int n) => $"Übriges Team {value} (n = {n})";
    public override string OthersShort => "Übrige";
    public override string OfThoseNeedReview(int n) => n == 1 ? "1 dieser Werte ist zu prüfen" : $"{n} dieser Werte sind zu prüfen";
    public override string Unscored(int n) => n == 1 ? "1 Gespräch war nicht bewertbar" : $"{n} Gespräche waren nicht bewertbar";

    public override string ScaleDescription(string label, string value, string? interval, string? others, string? target) =>
        string.Join(", ", new[] { $"{label}: {value}", interval, others is null ? null : $"Übrige {others}", target is null ? null : $"Ziel {target}" }.OfType<string>());

    public override string CountsDescription(string label, IEnumerable<(string Label, int Count)> counts) =>
        $"{label}, Anzahl Gespräche: {string.Join(", ", counts.Select(count => $"{count.Label}: {count.Count}"))}";

    public override string Examples => "Zum Anhören";
    public override string ExamplesIntro => "Verschiedene Gespräche, nach ihren Werten ausgesucht. Zu prüfende werden übergangen, wenn drei andere da sind.";
    public override string NoExamples => "Noch hat kein Gespräch ein Gesamtergebnis.";

    public override string Of(ExampleKind kind) => kind switch
    {
        ExampleKind.Repeat => "Zum Wiederholen",
        ExampleKind.Improve => "Zum Verbessern",
        _ => "Zum Vergleichen",
    };

    public override string Why(ExampleCall example, Func<Criterion, string> score) => example.Reason switch
    {
        ExampleReason.Highest => example.Among == 1 ? "Das einzige Gespräch zur Auswahl." : $"Keines der {example.Among} verglichenen Gespräche hat ein höheres Gesamtergebnis.",
        ExampleReason.Lowest => example.Among == 1 ? "Das einzige weitere Gespräch." : $"Keines der {example.Among} übrigen Gespräche hat ein niedrigeres Gesamtergebnis.",
        ExampleReason.WidestGap =>
            $"Von den übrigen Gesprächen liegen hier die Kriterien am weitesten auseinander: {Of(example.Better!.Value)} {score(example.Better.Value)}, "
            + $"{Of(example.Weaker!.Value)} {score(example.Weaker.Value)}.",
        _ => "In allen übrigen Gesprächen liegen die Kriterien gleichauf; dieses hat die stärksten Stellen in beide Richtungen.",
    };

    public override string NoQuote => "Die Bewertung nennt dazu keine Stelle.";
    public override string ReasonsTitle => "Warum diese Werte";

    public override string Strengths => "Stärken";
    public override string Weaknesses => "Woran arbeiten";
    public override string NoStrengths(int minimum, string target, bool enough) => enough
        ? $"Keine zu nennen: Keine Frage mit {minimum} beantworteten Gesprächen erreicht {target} der Punkte und liegt über ihrem Vergleich."
        : $"Noch zu wenige Gespräche: Dazu braucht es {minimum} beantwortete.";

    public override string NoWeaknesses(int minimum, string target, bool enough) => enough
        ? $"Keine zu nennen: Keine Frage mit {minimum} beantworteten Gesprächen liegt unter {target} der Punkte."
        : $"Noch zu wenige Gespräche: Dazu braucht es {minimum} beantwortete.";

    public override string Finding(Finding finding, string gap, string target)
    {
        var reference = finding.Against == FindingReference.Others ? "dem übrigen Team" : $"dem Ziel von {target}";
        var side = finding.Gap > 0 ? "über" : "unter";
        return finding.IsClear ? $"deutlich {side} {reference} ({gap})" : $"{side} {reference} ({gap}), kann aber Zufall sein";
    }

    public override string Points(string value, int n, string? others, int othersN) =>
        $"{value} der Punkte (n = {n})" + (others is null ? "" : $" · Übrige {others} (n = {othersN})");
    public override string PointsUnit => "Punkte";
    public override string Unanswered => "noch nicht beantwortet";

    public override string Trend => "Woche für Woche";
    public override string TrendIntro(int calls, int weekCalls) =>
        $"Ein Trend wird erst ab {calls} Gesprächen genannt, davon in mindestens zwei Wochen je {weekCalls} oder mehr. Hohle Punkte: weniger als {weekCalls} Gespräche.";

    public override string Verdict(Trend trend, string perWeek, string low, string high) => trend.Verdict switch
    {
        TrendVerdict.NotEnoughCalls => "Noch zu wenige Gespräche für einen Trend.",
        TrendVerdict.NoClearChange => $"Keine deutliche Veränderung ({perWeek} je Woche, 95-%-Bereich {low} bis {high}).",
        TrendVerdict.Rising => $"Steigend: {perWeek} je Woche (95-%-Bereich {low} bis {high}).",
        _ => $"Fallend: {perWeek} je Woche (95-%-Bereich {low} bis {high}).",
    };

    public override string NewLevel(string week, string before, int nBefore, string after, int nAfter) =>
        $"Seit {week} auf einem anderen Stand: vorher {before} (n = {nBefore}), seither {after} (n = {nAfter}).";

    public override string TrendDescription(string label, IEnumerable<(string Week, string Value, int N)> weeks) =>
        $"{label} nach Wochen: {string.Join("; ", weeks.Select(week => $"{week.Week} {week.Value} (n = {week.N})"))}";

    public override string Quotes => "Was die Werte bewegt hat";
    public override string QuotesIntro => "Die stärksten Stellen, je Seite höchstens eine aus einem Gespräch.";
    public override string RaisedScore => "Hob den Wert";
    public override string LoweredScore => "Senkte den Wert";
    public override string NoQuotes => "Keine Stelle.";
    public override string NoTime => "ohne Zeit";

    public override string Questions => "Frage für Frage";
    public override string QuestionsIntro(string target, bool compared) => compared
        ? $"Anteil der erreichten Punkte. Balken: Ergebnis; dünne Linie: 95-%-Bereich; Raute: Übrige; gepunktete Linie: Ziel von {target}."
        : $"Anteil der erreichten Punkte. Balken: Ergebnis; dünne Linie: 95-%-Bereich; gepunktete Linie: Ziel von {target}.";
    public override string Question => "Frage";
    public override string Result => "Ergebnis";
    public override string DifferenceShort => "Unterschied, Punkte";

    public override string Of(Standing standing) => standing switch
    {
        Standing.ClearlyAbove => "deutlich darüber",
        Standing.ClearlyBelow => "deutlich darunter",
        Standing.Above or Standing.Below => "kann Zufall sein",
        Standing.Level => "gleich",
        _ => "zu wenige Gespräche",
    };

    public override string QuestionRemarks(QuestionSummary question)
    {
        var remarks = new List<string>();
        if (question.NotApplicable > 0)
            remarks.Add($"{question.NotApplicable} × nicht anwendbar");
        if (question.LeftToPerson > 0)
            remarks.Add($"{question.LeftToPerson} × unbeantwortet");
        if (question.NeedReview > 0)
            remarks.Add($"{question.NeedReview} × zu prüfen");
        if (question.AutoFails > 0)
            remarks.Add($"{question.AutoFails} × Bewertung oder Abschnitt nicht bestanden");
        return string.Join(", ", remarks);
    }

    public override string Agents => "Mitarbeitende";
    public override string AgentsIntro => "Nach Namen, nicht nach Rang: Unterschiede innerhalb der Vertrauensbereiche bedeuten nichts.";
    public override string Agent => "Name";
    public override string NeedReview => "Zu prüfen";

    public override string Metrics => "Wie das Gespräch verlief";
    public override string MetricsIntro => "Mittelwerte der bewerteten Gespräche mit Zeitangaben. Es gibt keinen richtigen Wert: Sie sagen, wo sich das Hinhören lohnt.";
    public override string Metric => "Messgröße";
    public override string Mean => "Mittel";

    public override string ReviewTitle => "Zu prüfende Gespräche";
    public override string ReviewIntro => "Hier war die Maschine unsicher oder fand keinen Beleg, und noch niemand hat geprüft. In den Zahlen oben stehen die Werte der Maschine, auch nach einer Prüfung.";
    public override string Reviewed(string? overall) => overall is null ? "geprüft" : $"geprüft: {overall}";
    public override string PressingCalls(int listed, int all) => $"Die {listed} dringendsten von {Number(all)}: zuerst, was an einer Antwort scheitert, dann, wo die meisten Zweifel sind. Alle stehen in der Tabelle, wo needs_review true ist:";
    public override string NothingToReview => "Keine in diesem Zeitraum.";
    public override string WhatToLookAt => "Worauf achten";
    public override string Confidence(string percent) => $"Sicherheit {percent}";
    public override string Unsure => "Bewertung insgesamt";

    public override string AllCalls => "Alle Gespräche hinter den Zahlen";
    public override string ListedCalls(int listed, int all) => $"Die letzten und jene, auf die diese Seite verweist: {listed} von {all}. Alle stehen in der Tabelle (CSV) und in den Daten (JSON).";
    public override string Call => "Gespräch";
    public override string Begun => "Beginn";
    public override string Length => "Länge";
    public override string State => "Stand";

    public override string HowToRead => "So ist dieser Bericht zu lesen";

    public override IReadOnlyList<(string Term, string Meaning)> Notes(CoachingReportOptions options, string target, ReportScope scope) =>
    [
        ("n", "Anzahl der Gespräche hinter einer Zahl. Nicht bewertbare Gespräche und nicht anwendbare Fragen sind nicht dabei."),
        ("95-%-Bereich", $"Wo der wahre Mittelwert wahrscheinlich liegt, wenn diese Gespräche eine faire Stichprobe sind. Genannt ab {options.MinimumCalls} Gesprächen."),
        ("Übrige", scope == ReportScope.Agent
            ? "Die anderen im Team im selben Zeitraum, ohne die Gespräche dieser Person."
            : "Die Gespräche der anderen Teams im selben Zeitraum; keine im Bericht über alle."),
        ("Deutlich über oder unter", "Der 95-%-Bereich des Unterschieds schließt 0 aus. Etwa einer von zwanzig solchen Befunden ist trotzdem Zufall."),
        ("Ziel", $"{target} der Punkte einer Frage. Eine Stärke erreicht es, eine Schwäche verfehlt es."),
        ("Besänftigt", "Gespräche, die der Kunde aufgebracht begann, in einem Viertel der ersten Hälfte, und in guter Stimmung beendete, nach seinen Worten. Gespräche, die bewertet wurden, bevor dies festgehalten wurde, zählen nicht mit."),
        ("Zu prüfen", "Die Maschine war unsicher oder fand keine Stelle, die den Wert belegt, und noch niemand hat das Gespräch geprüft."),
    ];

    public override string Versions(string scorecard, IReadOnlyList<string> models, string timeZone) =>
        $"Bewertungsbogen {scorecard}. Modelle: {(models.Count == 0 ? "keine" : string.Join(", ", models))}. Tage und Zeiten: {timeZone}.";

    public override string IndexTitle => "Coaching-Berichte";
    public override string IndexIntro => "Alle Zeiträume, der neueste zuerst.";
}
