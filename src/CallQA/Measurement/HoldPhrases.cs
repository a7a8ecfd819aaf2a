namespace CallQA.Measurement;

/// <summary>How agents announce that the customer will have to wait.</summary>
internal static class HoldPhrases
{
    /// <summary>Any announcement, asked or told.</summary>
    public static PhraseSet Announcing { get; } = PhraseSet.Of(
        [
            "on hold", "on a brief|short|quick hold", "hold for * moment|minute|minutes|second|seconds", "hold on", "hold the line",
            "please hold", "hang on", "bear with me", "one moment", "just a moment|minute|second|sec", "one second|sec|minute",
            "give me * moment|minute|minutes|second|seconds|sec", "wait * moment|minute|minutes|second", "be right back",
            "stay on the line", "a moment please", "moment please",
        ],
        [
            "warteschleife", "in die leitung", "in der leitung", "am apparat bleiben", "dranbleiben", "bleiben sie * dran|apparat|leitung",
            "bleib * dran", "einen|ein|nen kleinen|kurzen? augenblick|moment", "einen|ein|nen augenblick|moment", "moment bitte",
            "augenblick bitte", "kurz warten", "kurz gedulden", "kurz stumm", "gedulden sie sich", "geduld~ * moment|augenblick",
            "haben sie * geduld", "bin gleich wieder", "sekunde bitte", "eine sekunde", "einen kleinen moment", "auf halten", "in die warteschlange",
            "auf hold", "kleinen moment", "kurzen moment",
        ]);
}
