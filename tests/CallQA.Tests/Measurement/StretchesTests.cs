using CallQA.Measurement;
using CsCheck;

namespace CallQA.Tests.Measurement;

public sealed class StretchesTests
{
    private static readonly Gen<Stretch[]> Any = Gen.Select(
        Gen.Int[0, 100],
        Gen.Int[1, 30],
        (start, length) => Stretch(start, start + length)).Array[0, 12];

    [Fact]
    public void Join_UnitesOverlappingAndTouching_AndKeepsTheRestApart() =>
        Stretches.Join([Stretch(5, 6), Stretch(0, 2), Stretch(2, 3), Stretch(1, 2), Stretch(8, 9)])
            .ShouldBe([Stretch(0, 3), Stretch(5, 6), Stretch(8, 9)]);

    [Fact]
    public void Overlap_CutsBothWays() =>
        Stretches.Overlap([Stretch(0, 5), Stretch(8, 12)], [Stretch(3, 9), Stretch(11, 20)])
            .ShouldBe([Stretch(3, 5), Stretch(8, 9), Stretch(11, 12)]);

    [Fact]
    public void Gaps_IncludeTheEdges() =>
        Stretches.Gaps([Stretch(1, 2), Stretch(4, 5)], TimeSpan.FromSeconds(7))
            .ShouldBe([Stretch(0, 1), Stretch(2, 4), Stretch(5, 7)]);

    [Fact]
    public void Join_IsDisjointAndOrdered() => Any.Sample(stretches =>
    {
        var joined = Stretches.Join(stretches);
        joined.Zip(joined.Skip(1)).ShouldAllBe(pair => pair.First.End < pair.Second.Start);
        Stretches.Join(joined).ShouldBe(joined);
    });

    [Fact]
    public void Overlap_IsSymmetric_AndSatisfiesInclusionExclusion() => Gen.Select(Any, Any).Sample((one, other) =>
    {
        var (left, right) = (Stretches.Join(one), Stretches.Join(other));
        var both = Stretches.Overlap(left, right);

        both.ShouldBe(Stretches.Overlap(right, left));
        both.Total().ShouldBe(left.Total() + right.Total() - Stretches.Join([.. one, .. other]).Total());
    });

    private static Stretch Stretch(int start, int end) => new(TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(end));
}
