using CallQA.App.Learning;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Quality;
using CallQA.Engines.Scoring.Training;

namespace CallQA.App.Tests.Learning.Simulated;

/// <summary>What so many reviews of a new centre bring.</summary>
/// <param name="Reviews">Reviews there are.</param>
/// <param name="Learnt">Those of them that are learnt from; the others are compared on, or left out.</param>
/// <param name="Verdict">What becomes of the candidate; null without reviews.</param>
/// <param name="There">Agreement on calls of the centre that no model has learnt from.</param>
/// <param name="Elsewhere">Agreement on the test calls of the corpus.</param>
/// <param name="RiseThere">The candidate beside the models before, on those calls of the centre; null without reviews.</param>
/// <param name="RiseElsewhere">Likewise on the test calls of the corpus.</param>
internal sealed record LearningPoint(
    int Reviews, int Learnt, Verdict? Verdict, EvaluationReport There, EvaluationReport Elsewhere, Comparison? RiseThere, Comparison? RiseElsewhere)
{
    /// <summary>Whether the learning loop would put the candidate in force.</summary>
    public bool Promoted => Verdict is { Comparison.Better: true } && Verdict is not ({ OnCorpus.Worse: true } or { OnReviews.Worse: true });
}

/// <summary>Lets the product's own learning loop learn from reviews of a simulated centre, and measures the candidate there and elsewhere.</summary>
/// <param name="corpus">Folder of the corpus.</param>
/// <param name="champion">Folder of the models in force.</param>
/// <param name="folder">Where candidates may be written.</param>
/// <param name="languages">Languages that are trained.</param>
internal sealed class LearningExperiment(string corpus, string champion, string folder, IReadOnlyList<string> languages)
{
    /// <summary>Learns from the reviews of these calls and measures.</summary>
    /// <param name="reviewed">Reviewed calls of the centre.</param>
    /// <param name="tested">Calls of the centre with their true scores, never learnt from.</param>
    /// <param name="cancellationToken">Stops between two models.</param>
    public async Task<LearningPoint> LearnAsync(
        IReadOnlyList<ReviewedCall> reviewed, IReadOnlyList<LabelledConversation> tested, CancellationToken cancellationToken)
    {
        if (reviewed.Count == 0) return await MeasureAsync(champion, 0, [], null, tested, cancellationToken);
        var selection = TrainingSelection.Of(reviewed).Conversations;
        var candidate = Path.Combine(folder, $"reviews-{reviewed.Count}", "candidate");
        var result = await new ModelTrainer(TimeProvider.System).TrainAsync(
            new()
            {
                CorpusDirectory = corpus, OutputDirectory = candidate, ChampionDirectory = champion, Reviews = selection, Languages = languages,
                // It is measured whatever becomes of it.
                Force = true,
            },
            null,
            cancellationToken);
        return await MeasureAsync(candidate, reviewed.Count, selection, result.Verdict, tested, cancellationToken);
    }

    private async Task<LearningPoint> MeasureAsync(
        string models, int reviews, IReadOnlyList<LabelledConversation> selection, Verdict? verdict, IReadOnlyList<LabelledConversation> tested, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, "tested.jsonl");
        await File.WriteAllLinesAsync(file, tested.Select(ReviewLines.Write), cancellationToken);
        var known = (await CorpusReader.ReadAsync(corpus, cancellationToken)).Of(CorpusPart.Test)
            .Where(call => call.Kind == ConversationKind.Call && languages.Contains(call.Language)).ToList();
        using var model = await ScoringModel.LoadAsync(models, cancellationToken);
        var evaluator = new ModelEvaluator(model);
        return new(
            reviews,
            selection.Count(call => call.Part == CorpusPart.Train),
            verdict,
            await evaluator.EvaluateAsync(file, CorpusPart.Test, cancellationToken),
            await evaluator.EvaluateAsync(corpus, CorpusPart.Test, cancellationToken),
            verdict is null ? null : await ModelDuel.CompareAsync(champion, models, tested, cancellationToken),
            verdict is null ? null : await ModelDuel.CompareAsync(champion, models, known, cancellationToken));
    }
}
