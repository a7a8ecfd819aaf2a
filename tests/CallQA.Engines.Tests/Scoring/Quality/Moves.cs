namespace CallQA.Engines.Tests.Scoring.Quality;

/// <summary>How far an edit moved the mean score of every call, in steps of the scale.</summary>
internal sealed record Moves(string Name, IReadOnlyList<double> Steps)
{
    private const double Noticeable = 0.1;

    public void ShouldPoint(bool down, double tolerated)
    {
        var wrong = Steps.Select(step => (down ? step : -step) > Noticeable).ToList();
        HeldOut.Report(Name, wrong, FormattableString.Invariant($"mean change {Steps.Average():+0.00;-0.00}"));
        (down ? -Steps.Average() : Steps.Average()).ShouldBeGreaterThan(0.02, Name);
        wrong.Average(one => one ? 1.0 : 0).ShouldBeLessThanOrEqualTo(tolerated, Name);
    }

    public void ShouldStay(double within, double tolerated)
    {
        var moved = Steps.Select(step => Math.Abs(step) > within).ToList();
        HeldOut.Report(Name, moved, FormattableString.Invariant($"largest change {Steps.Max(Math.Abs):0.00}"));
        moved.Average(one => one ? 1.0 : 0).ShouldBeLessThanOrEqualTo(tolerated, Name);
    }
}
