using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.Interchange;

/// <summary>What was made of a call elsewhere and is taken over with its recording.</summary>
/// <param name="Transcript">The transcript as it is stored: without what is to be taken out here, and told apart by its origin from what is heard here.</param>
/// <param name="Original">The transcript as it came, where more was taken out here and originals are kept; else null.</param>
/// <param name="Evaluation">The machine's evaluation of that transcript; null when there is none that may be taken over.</param>
public sealed record TakenOverResults(Transcript Transcript, Transcript? Original, Evaluation? Evaluation)
{
    /// <summary>What people submitted about the call, each as a document that <see cref="PipelineParts.ReviewObjection"/> has nothing against.</summary>
    public IReadOnlyList<string> Reviews { get; init; } = [];
}

/// <summary>Why something of a vCon was not taken over.</summary>
/// <param name="Sentence">What, of which file, why, and what happens instead. Holds nothing that was said.</param>
/// <param name="IsByRule">True where nothing is wrong with the file, and a setting or a scorecard here is the reason.</param>
public sealed record TakeOverNote(string Sentence, bool IsByRule);
