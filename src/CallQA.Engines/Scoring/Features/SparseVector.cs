namespace CallQA.Engines.Scoring.Features;

/// <summary>A vector of which only the entries that are not zero are kept.</summary>
/// <param name="Indices">Positions, ascending.</param>
/// <param name="Values">The entries at these positions.</param>
internal sealed record SparseVector(int[] Indices, float[] Values);
