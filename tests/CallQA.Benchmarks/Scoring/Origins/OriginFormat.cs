namespace CallQA.Benchmarks.Scoring.Origins;

/// <summary>A public set that can be read.</summary>
/// <param name="Name">Name of the origin in reports and of the file written.</param>
/// <param name="FileName">The set's own file.</param>
/// <param name="Folder">Part of the path that tells it from files of the same name; empty where the name is enough.</param>
/// <param name="Read">Reads the file at a path.</param>
internal sealed record OriginFormat(string Name, string FileName, string Folder, Func<string, IEnumerable<OriginConversation>> Read)
{
    public static IReadOnlyList<OriginFormat> All { get; } =
    [
        new("schema-guided", "SGD.txt", "", path => SatisfactionFile.Read(path, "sgd")),
        new("multiwoz", "MWOZ.txt", "", path => SatisfactionFile.Read(path, "mwoz")),
        new("helpdesk", "train_data_en.json", "", HelpdeskFile.Read),
        new("helpdesk-test", "stc3-nddq-test-annotations.json", "", HelpdeskFile.ReadTest),
        new("emotional-support", "FailedESConv.json", "", EmotionalSupportFile.Read),
        new("peer-support", "emotional-reactions-reddit.csv", "", PeerSupportFile.Read),
        new("comments", "test.tsv", "goemotions", CommentFile.Read),
        new("requests", "en_train_binary.csv", "tydip", RequestFile.Read),
        new("requests-test", "en_test_binary.csv", "tydip", RequestFile.Read),
        new("tweets", "germeval2018.test.txt", "", TweetFile.Read),
    ];

    /// <summary>The set's file below a folder; null where it is not there.</summary>
    public string? Find(string folder) => Directory.EnumerateFiles(folder, FileName, SearchOption.AllDirectories)
        .Where(path => path.Contains(Folder, StringComparison.OrdinalIgnoreCase))
        .Order(StringComparer.Ordinal)
        .FirstOrDefault();
}
