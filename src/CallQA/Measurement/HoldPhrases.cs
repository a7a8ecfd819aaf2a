namespace CallQA.Measurement;

/// <summary>How agents announce that the customer will have to wait.</summary>
internal static class HoldPhrases
{
    /// <summary>Any announcement, asked or told.</summary>
    public static PhraseSet Announcing { get; } = PhraseSet.Of(
        [
            "on hold", "on a brief|short|quick hold", "hold for * moment|minute|minutes|second|seconds", "hold on",
            "hold the line", "please hold", "hang on", "bear with me", "one moment",
            "just a moment|minute|second|sec", "one second|sec|minute",
            "give me * moment|minute|minutes|second|seconds|sec", "wait * moment|minute|minutes|second",
            "be right back", "stay on the line", "stay with me", "a moment please", "moment please",
            "mind holding|waiting", "place|put|pop you", "keep you on the line",
            "allow me * minute|minutes|moment|second|seconds", "minute or two",
            "about|another * minute|minutes|seconds", "be quiet", "go|goes quiet", "ill be right",
        ],
        [
            "warteschleife", "in der leitung bleiben", "am apparat bleiben", "dranbleiben",
            "bleiben sie * dran|apparat|leitung", "bleib * dran", "einen|ein|nen kleinen|kurzen? augenblick|moment",
            "einen|ein|nen augenblick|moment", "moment bitte", "augenblick bitte", "kurz warten", "kurz gedulden",
            "gedulden sie sich", "geduld~ * moment|augenblick", "haben sie * geduld", "bin gleich wieder",
            "sekunde bitte", "eine sekunde", "einen kleinen moment", "auf halten", "in die warteschlange",
            "auf hold", "kleinen|kurzen|winzigen moment|augenblick", "warten sie|bitte", "bitte warten|warte",
            "geben sie mir * minute|minuten|moment", "dauert * minute|minuten|moment|augenblick|sekunden",
            "etwa|ungefaehr|circa * minute|minuten", "hoeren mich kurz|gleich|jetzt|eine? nicht",
            "kurz stumm|still|weg", "legen sie * nicht auf",
        ]);
}
