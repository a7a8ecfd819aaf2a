using CallQA.Engines.Scoring.Quality;

namespace CallQA.Engines.Tests.Scoring.Quality;

public sealed class RankingQualityTests
{
    [Fact]
    public void Auc_CountsPairsInOrder_WhenSomeAreTied() =>
        // Of the four pairs, two are in order, one is tied, one is not.
        RankingQuality.Auc([(0.9, true), (0.5, false), (0.5, true), (0.7, false)]).ShouldBe(2.5 / 4);

    [Fact]
    public void Auc_IsNull_WhenAllCasesAreOfOneKind() => RankingQuality.Auc([(0.9, true), (0.5, true)]).ShouldBeNull();
}
