namespace CallQA.Scoring.Criteria;

/// <summary>A number that a scorecard may set for a rule.</summary>
/// <param name="Name">Name in the scorecard.</param>
/// <param name="Unit">Unit, in the form it is documented in: <c>s</c>, <c>words/min</c>, <c>turns</c>.</param>
/// <param name="Default">Value where the scorecard says nothing.</param>
/// <param name="Least">Smallest allowed value.</param>
/// <param name="Most">Largest allowed value.</param>
internal sealed record RuleParameter(string Name, string Unit, double Default, double Least, double Most);
