using System.Text.Json;
using CallQA.Engines.Scoring.Models;

namespace CallQA.Engines.Scoring.Training;

/// <summary>Everything that a training fits.</summary>
internal sealed record FittedModels(
    FittedTurnModels Turns, IReadOnlyDictionary<string, (FittedCallModel Call, Calibration Calibration)> Criteria)
{
    public ScoringModel ToModel(string version, IReadOnlyList<string> languages) => new(
        version,
        languages,
        Turns.Models,
        Criteria.ToDictionary(pair => pair.Key, pair => pair.Value.Call.Model),
        Criteria.ToDictionary(pair => pair.Key, pair => pair.Value.Calibration));

    public void AddTo(ModelFolderWriter writer)
    {
        writer.Add(ModelFolder.VocabularyFile, string.Join('\n', Turns.Vocabulary.Names) + "\n");
        foreach (var task in TurnTask.All)
            writer.AddModel(task.FileName, Turns.Transformers[task.Name], Turns.Vocabulary.Count, task.Labels.Count);
        foreach (var criterion in Criterion.All)
        {
            var (call, _) = Criteria[criterion.Name];
            writer.AddModel(criterion.FileName, call.Transformer, call.Features, call.Classes);
        }

        var calibrations = Criterion.All.ToDictionary(one => one.Name, one => Criteria[one.Name].Calibration);
        writer.Add(Calibration.FileName, JsonSerializer.Serialize(calibrations, ModelManifest.Json) + "\n");
    }
}
