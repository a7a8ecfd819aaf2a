namespace CallQA.App.Settings;

/// <summary>The part <c>Learning</c> of the settings: whether the scoring models learn from reviews, and from which calls.</summary>
internal sealed record LearningSettings
{
    /// <summary>Whether the nightly run learns from reviews. The default is <c>false</c>.</summary>
    public bool Enabled { get; init; }

    /// <summary>Whether calls may be learnt from that nothing else is said of. The default is <c>false</c>.</summary>
    public bool Consent { get; init; }

    /// <summary>Whether calls of single telephone queues may be learnt from, <c>orders=yes,complaints=no</c>. The default is none.</summary>
    public string? Queues { get; init; }

    /// <summary>Folder of the labelled calls that are learnt from beside the reviews. The default is <c>scoring/corpus</c> in the models directory.</summary>
    public string? Corpus { get; init; }

    /// <summary>Reviews that must have come since the last training, 1–10000. The default is 20.</summary>
    public int MinimumNew { get; init; } = 20;

    /// <summary>Calls a night that are put before reviewers because their review teaches most, 1–500. The default is 10.</summary>
    public int Teaching { get; init; } = 10;

    /// <summary><see cref="Queues"/> one by one.</summary>
    /// <returns>Null when the text cannot be used.</returns>
    public IReadOnlyDictionary<string, bool>? ByQueue()
    {
        var rules = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var part in (Queues ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } queue, "yes" or "no"] words) return null;
            rules[queue] = words[1] == "yes";
        }

        return rules;
    }

    /// <summary>Whether a call may be learnt from: what is said of the call itself, else of its telephone queue, else of all.</summary>
    public bool Allows(bool? ofCall, string? queue) => ofCall ?? (queue is not null && ByQueue()!.TryGetValue(queue, out var rule) ? rule : Consent);
}
