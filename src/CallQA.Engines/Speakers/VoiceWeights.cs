namespace CallQA.Engines.Speakers;

/// <summary>How much is made of what.</summary>
/// <param name="Frame">Weight of a frame of 10 ms, far below 1 because neighbours are much alike.</param>
/// <param name="Switch">Log-odds against another voice taking over in the midst of speech.</param>
/// <param name="SwitchAfterPause">The same after a pause.</param>
/// <param name="TwoVoices">Evidence that it takes to believe in two voices.</param>
internal sealed record VoiceWeights(double Frame = 0.01, double Switch = 6, double SwitchAfterPause = 2, double TwoVoices = 5);
