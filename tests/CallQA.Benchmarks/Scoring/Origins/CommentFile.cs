namespace CallQA.Benchmarks.Scoring.Origins;

/// <summary>GoEmotions (Demszky et al. 2020): a comment a line, with the numbers of its emotions; <c>caring</c> counts as empathic.</summary>
internal static class CommentFile
{
    private const string Caring = "caring";

    public static IEnumerable<OriginConversation> Read(string path)
    {
        var labels = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(path)!, "labels.txt"));
        var caring = Array.IndexOf(labels, Caring).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return File.ReadLines(path).Select(line => line.Split('\t')).Where(parts => parts.Length > 2).Select(parts => new OriginConversation(
            "comment-" + parts[2], "en", [new(OriginTurn.Agent, parts[0], Empathic: parts[1].Split(',').Contains(caring))]));
    }
}
