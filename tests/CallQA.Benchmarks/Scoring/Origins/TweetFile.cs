namespace CallQA.Benchmarks.Scoring.Origins;

/// <summary>GermEval 2018 (Wiegand et al.): a German tweet a line with <c>OFFENSE</c> or <c>OTHER</c>.</summary>
internal static class TweetFile
{
    public static IEnumerable<OriginConversation> Read(string path) => File.ReadLines(path)
        .Select(line => line.Split('\t'))
        .Where(parts => parts.Length > 1)
        .Select((parts, index) => new OriginConversation(
            FormattableString.Invariant($"tweet-{index + 1}"),
            "de",
            [new(OriginTurn.Agent, parts[0].Replace("|LBR|", " ", StringComparison.Ordinal), Polite: parts[1] == "OTHER")]));
}
