using System.Text.Json;
using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;

namespace CallQA.Engines.Scoring.Training;

/// <summary>Everything that a training fits.</summary>
internal sealed record FittedModels(FittedWords Words, FittedContext Context, IReadOnlyDictionary<string, FittedCriterion> Criteria)
{
    public ScoringModel ToModel(string version, IReadOnlyList<string> languages) => new(
        version,
        languages,
        new(Words.Models, Context.Models),
        Criteria.ToDictionary(pair => pair.Key, pair => pair.Value.Models),
        NaturalPrior.Current);

    public void AddTo(ModelFolderWriter writer)
    {
        writer.Add(ModelFolder.VocabularyFile, Lines(Words.Vocabulary));
        foreach (var task in TurnTask.All)
        {
            writer.AddModel(task.FileName, Words.Transformers[task.Name], Words.Models.Shape(task));
            writer.AddModel(task.ContextFileName, Context.Transformers[task.Name], Context.Models.Shape(task));
        }

        foreach (var criterion in Criterion.All)
        {
            var (text, call, _) = Criteria[criterion.Name];
            writer.Add(criterion.WordsFileName, Lines(text.Model.Words.Vocabulary));
            writer.AddModel(criterion.TextFileName, text.Transformer, text.Model.Model.Classifier.Shape);
            writer.AddModel(criterion.FileName, call.Transformer, call.Model.Classifier.Shape);
            foreach (var (name, trees) in criterion.TreeFileNames.Zip(call.Trees))
                writer.AddTrees(name, trees);
        }

        var calibrations = Criterion.All.ToDictionary(one => one.Name, one => Criteria[one.Name].Calibrations);
        writer.Add(Calibration.FileName, JsonSerializer.Serialize(calibrations, ModelManifest.Json) + "\n");
    }

    private static string Lines(Vocabulary vocabulary) => string.Join('\n', vocabulary.Names) + "\n";
}
