using System.Text.Json;
using CallQA.Coaching;
using CallQA.Scoring;
using CsCheck;

namespace CallQA.Tests.Coaching;

public class CoachingReportPropertyTests
{
    private static readonly CoachingReportBuilder Builder = new(Some.Form);

    private static readonly Gen<Answer> GenHold = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 3], Gen.Double[-1, 1]).Select(
        (points, kind, pull) => Some.Answer("hold", kind < 2 ? points : null, 2, kind != 2, Some.Evidence("words", Math.Round(pull, 1))));

    // Nothing, calm or upset at first; silent, upset or pleased at last; or stored before moods were kept.
    private static readonly Gen<CustomerMood?> GenMood = Gen.Select(Gen.Int[-1, 2], Gen.Int[-1, 2]).Select(
        (first, last) => first == 2 ? null : new CustomerMood(null, [first == 1 ? null : 5 * first, null, null, last == 2 ? null : 5 * last], first < 0 && last == 1 ? MoodChange.Better : MoodChange.None));

    private static readonly Gen<Evaluation?> GenEvaluation = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 5], Gen.Int[0, 3], Gen.Int[0, 10], Gen.Int[0, 4], GenHold).Select(
        (empathy, courtesy, resolution, overall, kind, hold) => kind == 0 ? null : Some.Evaluation(
            empathy: empathy == 0 ? null : empathy,
            courtesy: courtesy == 0 ? null : courtesy,
            resolution: resolution == 3 ? null : (Resolution)resolution,
            overall: overall == 10 ? null : 10.1 * overall,
            needsReview: kind == 1,
            answers: [hold],
            evidence: hold.Evidence));

    private static readonly Gen<Evaluation?> GenMoody = Gen.Select(GenEvaluation, GenMood).Select((evaluation, mood) => evaluation is null ? null : evaluation with { CustomerMood = mood });

    private static readonly Gen<EvaluatedCall[]> GenCalls =
        Gen.Select(Gen.Int[0, 40 * 24 * 60], Gen.Int[1, 4], Gen.Int[0, 9], GenMoody).Array[0, 40].Select(seeds =>
            seeds.Select((seed, index) => Some.Call(
                $"c{index:00}",
                Some.At("2026-10-28T00:00:00Z").AddMinutes(seed.Item1),
                $"a-{seed.Item2}",
                seed.Item2 < 3 ? "Support" : "Sales",
                seed.Item4,
                quarantine: seed.Item3 == 0 ? "Broken." : null)).ToArray());

    [Fact]
    public void BuildAll_AddsUp_ForAnyCalls() =>
        GenCalls.Sample(
            calls =>
            {
                foreach (var report in Builder.BuildAll(calls, Some.November))
                    ShouldAddUp(report);
            },
            iter: 300);

    [Fact]
    public void BuildAll_DividesTheCallsAmongTheAgents_ForAnyCalls() =>
        GenCalls.Sample(
            calls =>
            {
                var reports = Builder.BuildAll(calls, Some.November);
                var agents = reports.Where(report => report.Subject.Scope == ReportScope.Agent).ToList();

                agents.Sum(report => report.Counts.Total).ShouldBe(reports[0].Counts.Total);
                agents.Sum(report => report.Counts.Evaluated).ShouldBe(reports[0].Agents.Sum(row => row.Evaluated));
                agents.Sum(report => report.Overall.Own.N).ShouldBe(reports[0].Overall.Own.N);
            },
            iter: 200);

    [Fact]
    public void BuildAll_GivesTheSameReports_WhateverTheOrderOfTheCalls() =>
        Gen.Select(GenCalls, Gen.Int).Sample(
            (calls, seed) =>
            {
                var shuffled = calls.ToArray();
                new Random(seed).Shuffle(shuffled);

                Told(shuffled).ShouldBe(Told(calls));
            },
            iter: 100);

    [Fact]
    public void BuildAll_ComparesAsASingleReportDoes_ForAnyCalls() =>
        GenCalls.Sample(
            calls =>
            {
                foreach (var report in Builder.BuildAll(calls, Some.November).Where(report => report.Subject.Scope == ReportScope.Agent))
                {
                    var team = report.Calls[^1].Team;
                    var single = Builder.Build(calls, report.Subject, Some.November, [.. calls.Where(call => call.Call.Metadata.Team == team)]);

                    ShouldBeAlike(report.Overall, single.Overall);
                    ShouldBeAlike(report.Empathy.Mean, single.Empathy.Mean);
                    ShouldBeAlike(report.Sections[1].Questions[1].Share, single.Sections[1].Questions[1].Share);
                    report.Sections[1].Questions[1].Standing.ShouldBe(single.Sections[1].Questions[1].Standing);
                }
            },
            iter: 100);

    private static void ShouldBeAlike(Measure one, Measure other)
    {
        one.Own.ShouldBe(other.Own);
        one.Others.N.ShouldBe(other.Others.N);
        (one.Others.Mean ?? 0).ShouldBe(other.Others.Mean ?? 0, 1e-9);
        (one.Difference?.Interval?.Low ?? 0).ShouldBe(other.Difference?.Interval?.Low ?? 0, 1e-6);
    }

    private static void ShouldAddUp(CoachingReport report)
    {
        var counts = report.Counts;
        (counts.Evaluated + counts.Waiting + counts.Quarantined).ShouldBe(counts.Total);
        counts.Total.ShouldBe(report.Calls.Count);
        counts.NeedReview.ShouldBe(report.NeedingReview.Count());
        foreach (var rating in new[] { report.Empathy, report.Courtesy })
        {
            rating.Distribution.Sum().ShouldBe(rating.Mean.Own.N);
            (rating.Mean.Own.N + rating.Unscored).ShouldBe(counts.Evaluated);
            ShouldLieInside(rating.Mean.Own, 1, 5);
        }

        var resolution = report.Resolution;
        (resolution.Resolved + resolution.Partial + resolution.Unresolved).ShouldBe(resolution.ResolvedShare.Own.N);
        (resolution.ResolvedShare.Own.N + resolution.Unscored).ShouldBe(counts.Evaluated);
        var turned = report.TurnAround;
        (turned.Turned + turned.NotTurned).ShouldBe(turned.Share.Own.N);
        (turned.Share.Own.N + turned.Calm + turned.Unknown).ShouldBe(counts.Evaluated);
        ShouldLieInside(turned.Share.Own, 0, 1);
        ShouldLieInside(report.Overall.Own, 0, 100);
        ShouldLieInside(resolution.ResolvedShare.Own, 0, 1);
        report.Trends.Select(trend => trend.Weeks.Sum(week => week.N)).ShouldBe(
            [report.Overall.Own.N, report.Empathy.Mean.Own.N, report.Courtesy.Mean.Own.N, resolution.ResolvedShare.Own.N, turned.Share.Own.N]);

        var hold = report.Sections[1].Questions[1];
        (hold.Share.Own.N + hold.NotApplicable + hold.LeftToPerson).ShouldBe(counts.Evaluated);
        report.Strengths.Concat(report.Weaknesses).ShouldAllBe(finding => finding.Question.Share.Own.N >= report.Options.MinimumCalls);
        report.Examples.Select(example => example.Call.CallId).ShouldBeUnique();
        report.Examples.Count.ShouldBeInRange(Math.Min(1, report.Overall.Own.N), Math.Min(3, report.Overall.Own.N));
        report.Examples.ShouldAllBe(example => example.Kind != ExampleKind.Repeat || example.Call.Evaluation!.Overall >= 50);
    }

    private static void ShouldLieInside(Average average, double least, double greatest)
    {
        (average.Mean is null).ShouldBe(average.N == 0);
        if (average.Interval is not { } interval)
            return;

        average.N.ShouldBeGreaterThanOrEqualTo(5);
        interval.Low.ShouldBeInRange(least, average.Mean!.Value + 1e-9);
        interval.High.ShouldBeInRange(average.Mean.Value - 1e-9, greatest);
    }

    private static string Told(EvaluatedCall[] calls) => JsonSerializer.Serialize(
        Builder.BuildAll(calls, Some.November).Select(report => new
        {
            report.Subject, report.Counts, report.Overall, report.Empathy, report.Courtesy, report.Resolution, report.Trends,
            report.Sections, report.Strengths, report.Weaknesses, report.Quotes, report.Metrics, report.Examples, report.Agents, report.Calls,
        }),
        CallQAJson.Compact);
}
