using CallQA.Engines.Scoring.Corpus;

namespace CallQA.Engines.Scoring.Training;

/// <summary>What to train on and where to put the result.</summary>
public sealed record TrainingOptions
{
    /// <summary>Folder with <c>split.json</c>, <c>calls/</c> and optionally <c>exchanges/</c> and <c>endings/</c>.</summary>
    public required string CorpusDirectory { get; init; }

    /// <summary>Model folder to write. Must be absent, empty or a model folder, which is replaced as a whole.</summary>
    public required string OutputDirectory { get; init; }

    /// <summary>Folder of the model to beat; null for the one in <see cref="OutputDirectory"/>.</summary>
    public string? ChampionDirectory { get; init; }

    /// <summary>What people said of calls of their own: the train part is learnt from beside the corpus, the test part is what the models are compared on beside its test part.</summary>
    public IReadOnlyList<LabelledConversation> Reviews { get; init; } = [];

    /// <summary>Languages to train, ISO 639-1; conversations in others are left out. The default is English and German.</summary>
    public IReadOnlyList<string> Languages { get; init; } = ["en", "de"];

    /// <summary>Seed of everything random. The default is 1; the same seed and corpus give the same model files.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>True to replace the model in the output folder even by one that is not better. The default is false.</summary>
    public bool Force { get; init; }
}

/// <summary>How far the training has come.</summary>
/// <param name="Stage">What is being done, for a person.</param>
/// <param name="Share">Share of the work done, 0–1.</param>
public sealed record TrainingProgress(string Stage, double Share);

/// <summary>What the training gave.</summary>
/// <param name="Version">Name of the models with their content hash.</param>
/// <param name="OutputDirectory">The model folder written.</param>
/// <param name="Conversations">Number of conversations trained on.</param>
/// <param name="Report">Quality on the test part, which was not trained on.</param>
/// <param name="Verdict">Whether the models took the place of those before, and why.</param>
public sealed record TrainingResult(
    string Version, string OutputDirectory, int Conversations, Quality.EvaluationReport Report, Verdict Verdict)
{
    /// <summary>Conversations of the corpus in other languages, which took no part.</summary>
    public int LeftOut { get; init; }
}
