using CallQA.Engines.Scoring.Models;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Scoring.Quality;

/// <summary>How far an edit moved the mean score of every call that it really changed, in steps of the scale.</summary>
internal sealed record Moves(string Name, IReadOnlyList<double> Steps)
{
    private const double Noticeable = 0.1;

    /// <summary>With fewer changed calls, a rate says nothing.</summary>
    private const int Enough = 8;

    /// <summary>The moves of one criterion from one wording of each call to another; calls whose words stay the same do not count.</summary>
    public static Moves Of(
        string name, ScoringModel model, Criterion criterion, IEnumerable<Transcript> calls, Func<Transcript, Transcript> one, Func<Transcript, Transcript> other) =>
        new(name, [.. calls.Select(call => (One: one(call), Other: other(call)))
            .Where(pair => !pair.One.Turns.Select(turn => turn.Text).SequenceEqual(pair.Other.Turns.Select(turn => turn.Text)))
            .Select(pair => HeldOut.AsWritten(model, pair.Other)[criterion].Mean - HeldOut.AsWritten(model, pair.One)[criterion].Mean)]);

    public void ShouldPoint(bool down, double tolerated)
    {
        var wrong = Steps.Select(step => (down ? step : -step) > Noticeable).ToList();
        HeldOut.Report(Name, wrong, FormattableString.Invariant($"mean change {Steps.Average():+0.00;-0.00}"));
        (down ? -Steps.Average() : Steps.Average()).ShouldBeGreaterThan(0.02, Name);
        ShouldBeFew(wrong, tolerated);
    }

    public void ShouldStay(double within, double tolerated)
    {
        var moved = Steps.Select(step => Math.Abs(step) > within).ToList();
        HeldOut.Report(Name, moved, FormattableString.Invariant($"largest change {Steps.Max(Math.Abs):0.00}"));
        ShouldBeFew(moved, tolerated);
    }

    /// <summary>At most the tolerated share; where that is less than one call, one call.</summary>
    private void ShouldBeFew(List<bool> violations, double tolerated)
    {
        violations.Count.ShouldBeGreaterThanOrEqualTo(Enough, Name);
        violations.Count(one => one).ShouldBeLessThanOrEqualTo(Math.Max(1, (int)(tolerated * violations.Count)), Name);
    }
}
