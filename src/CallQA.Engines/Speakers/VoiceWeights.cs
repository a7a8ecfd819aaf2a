namespace CallQA.Engines.Speakers;

/// <summary>How much is made of what.</summary>
/// <param name="Frame">Weight of a frame of 10 ms, far below 1 because neighbours are much alike.</param>
/// <param name="Switch">Log-odds against another voice taking over in the midst of speech.</param>
/// <param name="SwitchAfterPause">The same after a pause.</param>
/// <param name="CautiousFrame">Weight of a frame when it is asked whether there are two voices at all: the share-out was chosen to make them differ.</param>
/// <param name="TwoVoices">Evidence above which there are two. It is below zero for a call has two sides unless much speaks against it.</param>
internal sealed record VoiceWeights(
    double Frame = 0.015,
    double Switch = 6,
    double SwitchAfterPause = 2,
    double CautiousFrame = 0.006,
    double TwoVoices = -24);
