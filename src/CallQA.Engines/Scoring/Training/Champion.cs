using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Quality;

namespace CallQA.Engines.Scoring.Training;

/// <summary>The model that stands in the output folder, for a candidate to beat.</summary>
internal static class Champion
{
    /// <summary>
    /// What becomes of a candidate: it takes the place of a champion that it beats on the held-out calls, that cannot be read
    /// any more, or that knows other languages.
    /// </summary>
    public static async Task<Verdict> ChallengeAsync(
        string directory, ScoringModel candidate, LabelledCorpus corpus, bool force, CancellationToken cancellationToken)
    {
        using var champion = await LoadAsync(directory, cancellationToken);
        if (champion is null)
            return new(true, "there was no model that this version can read", null, null);
        if (!champion.Languages.Order().SequenceEqual(candidate.Languages.Order()))
            return new(true, $"the model before knew {string.Join(" and ", champion.Languages)}", champion.Version, null);
        var comparison = PairedBootstrap.Compare(
            new ModelEvaluator(champion).ScoreCalls(corpus, CorpusPart.Test, cancellationToken),
            new ModelEvaluator(candidate).ScoreCalls(corpus, CorpusPart.Test, cancellationToken));
        var figures = FormattableString.Invariant(
            $"it is better in {comparison.ShareBetter:P0} of 1,000 draws of the {comparison.Calls} held-out calls ({comparison.Difference:+0.000;-0.000;0.000} on average), {Comparison.Needed:P0} are needed");
        return new(comparison.Better || force, comparison.Better || !force ? figures : figures + ", replaced because asked to", champion.Version, comparison);
    }

    private static async Task<ScoringModel?> LoadAsync(string directory, CancellationToken cancellationToken)
    {
        try
        {
            return await ScoringModel.LoadAsync(directory, cancellationToken);
        }
        catch (InputException)
        {
            return null;
        }
    }
}

/// <summary>Whether a freshly trained model took the place of the one before.</summary>
/// <param name="Replaced">True when it did.</param>
/// <param name="Why">Why or why not, with the figures.</param>
/// <param name="Champion">Version of the model before; null when there was none.</param>
/// <param name="Comparison">How both did on the held-out calls; null when they were not compared.</param>
public sealed record Verdict(bool Replaced, string Why, string? Champion, Comparison? Comparison);
