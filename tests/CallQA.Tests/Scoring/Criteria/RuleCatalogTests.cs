using CallQA.Scoring.Criteria;

namespace CallQA.Tests.Scoring.Criteria;

public sealed class RuleCatalogTests
{
    private static readonly Type[] RuleTypes =
        [.. typeof(Criterion).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Criterion)) && !type.IsAbstract)];

    [Fact]
    public void All_HoldsEveryRuleThereIs() =>
        RuleCatalog.All.Select(rule => rule.GetType()).ShouldBe(RuleTypes, ignoreOrder: true);

    [Fact]
    public void All_HasDefaultsInsideTheirRanges() =>
        RuleCatalog.All.SelectMany(rule => rule.Parameters)
            .ShouldAllBe(parameter => parameter.Least <= parameter.Default && parameter.Default <= parameter.Most);

    [Fact]
    public void All_HasATestClassForEveryRule()
    {
        var tested = GetType().Assembly.GetTypes().Select(type => type.Name).ToHashSet();

        RuleTypes.ShouldAllBe(rule => tested.Contains($"{rule.Name}Tests"));
    }
}
