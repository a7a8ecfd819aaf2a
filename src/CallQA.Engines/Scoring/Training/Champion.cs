using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Quality;

namespace CallQA.Engines.Scoring.Training;

/// <summary>The model that stands in the output folder, for a candidate to beat.</summary>
/// <param name="Version">Its name.</param>
/// <param name="Languages">The languages it scores.</param>
/// <param name="Scores">What it says about the held-out calls.</param>
internal sealed record Champion(string Version, IReadOnlyList<string> Languages, HeldOutScores Scores)
{
    /// <summary>Reviews held out from training below which the corpus alone decides.</summary>
    public const int EnoughReviews = 20;

    private const string AskedTo = ", replaced because asked to";

    /// <summary>Refuses a training before its work where the result would lose a language of the champion.</summary>
    /// <exception cref="InputException">It would, and nobody asked to replace the champion all the same.</exception>
    public static async Task RefuseLossAsync(TrainingOptions options, CancellationToken cancellationToken)
    {
        var directory = options.ChampionDirectory ?? options.OutputDirectory;
        if (options.Force || await LanguagesAsync(directory, cancellationToken) is not { } known || Lost(known, options.Languages) is not { Count: > 0 } lost)
            return;
        throw new InputException(
            InputFault.Settings,
            $"The models in {directory} know {Names(known)}; models of {Names(options.Languages)} alone would lose {Names(lost)}: train all of them, name another folder with --output, or replace the models with --force.");
    }

    /// <summary>
    /// What becomes of a candidate: it takes the place of a champion that it beats on the held-out calls both have scored, in the languages
    /// both know, and of one of which nothing is known any more. It never loses a language or wins uncompared, unless asked to.
    /// </summary>
    public static async Task<Verdict> ChallengeAsync(
        string directory, IReadOnlyList<string> languages, IReadOnlyList<Quality.EvaluatedCall> candidate, LabelledCorpus corpus, bool force, CancellationToken cancellationToken)
    {
        var (ofCorpus, ofReviews) = (candidate.Where(call => !IsReview(call)).ToList(), candidate.Where(IsReview).ToList());
        if (await FindAsync(directory, corpus, cancellationToken) is not { } champion)
            return new(true, "there was no model that this version can read", null, null);
        var lost = Lost(champion.Languages, languages);
        if (lost.Count > 0 && !force)
            return new(false, $"the new one does not know {Names(lost)}", champion.Version, null);
        var gone = lost.Count > 0 ? $", although it does not know {Names(lost)}" : "";
        if (PairedBootstrap.Compare(champion.Scores, ofCorpus) is not { } comparison)
            return new(force, "no held-out call was scored by both, so that they cannot be compared" + (force ? AskedTo + gone : ""), champion.Version, null);
        if (ofReviews.Count >= EnoughReviews && PairedBootstrap.Compare(champion.Scores, ofReviews) is { } reviews)
            return Weigh(champion, PairedBootstrap.Compare(champion.Scores, [ofCorpus, ofReviews])!, comparison, reviews, force, gone);
        var figures = FormattableString.Invariant(
            $"it is better in {comparison.ShareBetter:P0} of 1,000 draws of the {comparison.Calls} held-out calls ({comparison.Difference:+0.000;-0.000;0.000} on average), {Comparison.Needed:P0} are needed");
        return new(comparison.Better || force, figures + Because(comparison.Better, force, gone), champion.Version, comparison);
    }

    /// <summary>Better on corpus and reviews taken together, each counting half, and on neither of them worse.</summary>
    private static Verdict Weigh(Champion champion, Comparison together, Comparison corpus, Comparison reviews, bool force, string gone)
    {
        var figures = FormattableString.Invariant(
            $"it is better in {together.ShareBetter:P0} of 1,000 draws of {corpus.Calls} held-out calls and {reviews.Calls} fresh reviews, each counting half ({together.Difference:+0.000;-0.000;0.000} on average: {corpus.Difference:+0.000;-0.000;0.000} on the held-out calls, {reviews.Difference:+0.000;-0.000;0.000} on the reviews), {Comparison.Needed:P0} are needed");
        var worse = corpus.Worse ? ", and on the held-out calls it is worse" : reviews.Worse ? ", and on the reviews it is worse" : "";
        var better = together.Better && worse.Length == 0;
        return new(better || force, figures + worse + Because(better, force, gone), champion.Version, together)
        {
            OnReviews = reviews,
            OnCorpus = corpus,
        };
    }

    private static string Because(bool better, bool force, string gone) => (!force || (better && gone.Length == 0) ? "" : AskedTo) + gone;

    private static List<string> Lost(IReadOnlyList<string> known, IReadOnlyList<string> languages) => [.. known.Except(languages, StringComparer.Ordinal)];

    private static bool IsReview(Quality.EvaluatedCall call) => call.Labels.Source == ReviewLines.Source;

    /// <summary>Names of languages in a fixed order.</summary>
    public static string Names(IEnumerable<string> languages) => string.Join(" and ", languages.Order(StringComparer.Ordinal));

    /// <summary>A model that can be run is run; of one whose features this program no longer computes, the scores kept beside it count.</summary>
    private static async Task<Champion?> FindAsync(string directory, LabelledCorpus corpus, CancellationToken cancellationToken)
    {
        try
        {
            using var model = await ScoringModel.LoadAsync(directory, cancellationToken);
            return new(model.Version, model.Languages, HeldOutScores.Of(new ModelEvaluator(model).ScoreCalls(corpus, CorpusPart.Test, cancellationToken)));
        }
        catch (InputException problem) when (!problem.Passing)
        {
            return await KeptAsync(directory, cancellationToken);
        }
    }

    private static async Task<IReadOnlyList<string>?> LanguagesAsync(string directory, CancellationToken cancellationToken)
    {
        try
        {
            return (await ModelFolder.ReadManifestAsync(directory, cancellationToken)).Languages;
        }
        catch (InputException)
        {
            return null;
        }
    }

    private static async Task<Champion?> KeptAsync(string directory, CancellationToken cancellationToken)
    {
        try
        {
            var manifest = await ModelFolder.ReadManifestAsync(directory, cancellationToken);
            return await HeldOutScores.ReadAsync(ModelFolder.Standing(directory), cancellationToken) is { } scores ? new(manifest.Version, manifest.Languages, scores) : null;
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
public sealed record Verdict(bool Replaced, string Why, string? Champion, Comparison? Comparison)
{
    /// <summary>How both did on the held-out calls of the corpus alone; null where no reviews were compared.</summary>
    public Comparison? OnCorpus { get; init; }

    /// <summary>How both did on the fresh reviews alone; null where there were too few.</summary>
    public Comparison? OnReviews { get; init; }
}
