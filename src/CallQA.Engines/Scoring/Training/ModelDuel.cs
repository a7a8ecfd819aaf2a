using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Quality;

namespace CallQA.Engines.Scoring.Training;

/// <summary>Compares two sets of models on calls that neither was trained on.</summary>
public static class ModelDuel
{
    /// <summary>How much better one set of models does than another, by the paired bootstrap that decides about candidates.</summary>
    /// <param name="champion">Folder of the models to beat.</param>
    /// <param name="challenger">Folder of the others.</param>
    /// <param name="reviews">The calls, with what people said of them.</param>
    /// <param name="cancellationToken">Stops between two calls.</param>
    /// <returns>Null when no call could be scored.</returns>
    /// <exception cref="InputException">A folder holds no models that this version can run.</exception>
    public static async Task<Comparison?> CompareAsync(
        string champion, string challenger, IReadOnlyList<LabelledConversation> reviews, CancellationToken cancellationToken)
    {
        using var one = await ScoringModel.LoadAsync(champion, cancellationToken);
        using var other = await ScoringModel.LoadAsync(challenger, cancellationToken);
        return PairedBootstrap.Compare(HeldOutScores.Of(Score(one, reviews, cancellationToken)), Score(other, reviews, cancellationToken));
    }

    private static List<Quality.EvaluatedCall> Score(ScoringModel model, IReadOnlyList<LabelledConversation> reviews, CancellationToken cancellationToken) =>
        new ModelEvaluator(model).ScoreCalls(new(reviews, ""), CorpusPart.Test, cancellationToken);
}
