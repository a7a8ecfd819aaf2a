using CallQA.Redaction;

namespace CallQA.Tests.Redaction;

/// <summary>The written passages: one half to develop the detectors on, the other to measure them by.</summary>
public sealed class PassageTests(ITestOutputHelper output)
{
    private const double LeastRecall = 0.98;

    [Fact]
    public void Passages_AreHalfLures_AndNeverInBothHalves()
    {
        var (development, heldOut) = (Passage.Half("development"), Passage.Half("held-out"));
        var all = development.Concat(heldOut).ToList();

        all.Count.ShouldBeGreaterThanOrEqualTo(300);
        ((double)all.Count(passage => passage.Lure) / all.Count).ShouldBe(0.5, 0.05);
        all.Select(passage => string.Join('|', passage.Turns.Select(turn => turn.Text))).ShouldBeUnique();
        all.ShouldAllBe(passage => passage.Lure == (passage.Expected.Count == 0));
    }

    [Fact]
    public void Find_HidesCardNumbers_InThePassagesHeldOut()
    {
        var figures = RedactionFigures.Of(Passage.Half("held-out"), PersonalDataKind.CardNumber);

        figures.Said.ShouldBeGreaterThan(50);
        figures.Recall.ShouldBeGreaterThanOrEqualTo(LeastRecall);
        figures.Precision.ShouldBeGreaterThanOrEqualTo(LeastRecall);
    }

    [Fact]
    public void Find_KeepsItsFigures_OfEveryKind()
    {
        foreach (var half in (string[])["development", "held-out"])
        {
            var passages = Passage.Half(half);
            foreach (var kind in Enum.GetValues<PersonalDataKind>())
            {
                var figures = RedactionFigures.Of(passages, kind);
                output.WriteLine($"{half} {kind}: said {figures.Said}, recall {figures.Recall:0.000}, found {figures.Found}, precision {figures.Precision:0.000}");
                figures.Recall.ShouldBeGreaterThanOrEqualTo(0.8, $"{half} {kind}");
                figures.Precision.ShouldBeGreaterThanOrEqualTo(0.8, $"{half} {kind}");
            }
        }
    }

    [Fact]
    public void Find_IsRight_InThePassagesOfDevelopment()
    {
        var redactor = new Redactor(new RedactionOptions { Kinds = RedactionOptions.AllKinds });
        var wrong = 0;
        foreach (var passage in Passage.Half("development"))
        {
            var (expected, found) = (passage.Expected, redactor.Find(passage.Transcript, KnownNames.None));
            var missed = expected.Where(place => !RedactionFigures.IsHidden(place, [.. found.Where(other => other.Kind == place.Kind)])).ToList();
            var invented = found.Where(place => !RedactionFigures.IsRight(place, [.. expected.Where(other => other.Kind == place.Kind)])).ToList();
            if (missed.Count + invented.Count == 0) continue;
            wrong++;
            output.WriteLine($"{passage.Id}: {string.Join(" | ", passage.Turns.Select(turn => turn.Text))}");
            foreach (var place in missed) output.WriteLine($"   missed {place.Kind} in turn {place.Turn}, words {place.FirstWord}+{place.WordCount}");
            foreach (var place in invented) output.WriteLine($"   invented {place.Kind} in turn {place.Turn}, words {place.FirstWord}+{place.WordCount}");
        }

        wrong.ShouldBe(0);
    }
}
