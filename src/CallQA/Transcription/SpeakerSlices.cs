namespace CallQA.Transcription;

/// <summary>A stretch in which nobody begins or stops.</summary>
/// <param name="Length">How long it is.</param>
/// <param name="Said">Who speaks by the reference.</param>
/// <param name="Found">Who speaks by what was found.</param>
internal sealed record SpeakerSlice(TimeSpan Length, IReadOnlySet<string> Said, IReadOnlySet<string> Found);

/// <summary>Two accounts of one recording, cut wherever somebody begins or stops in either.</summary>
internal sealed class SpeakerSlices
{
    private SpeakerSlices(IReadOnlyList<SpeakerSlice> all) => All = all;

    /// <summary>The slices that count.</summary>
    public IReadOnlyList<SpeakerSlice> All { get; }

    /// <summary>Cuts the accounts.</summary>
    public static SpeakerSlices Of(IReadOnlyList<SpeakerSpan> reference, IReadOnlyList<SpeakerSpan> found, TimeSpan collar)
    {
        var edges = reference.SelectMany(span => new[] { span.Start, span.End }).ToList();
        var cuts = edges.SelectMany(edge => new[] { edge - collar, edge, edge + collar })
            .Concat(found.SelectMany(span => new[] { span.Start, span.End }))
            .Distinct().Order().ToList();
        var slices = new List<SpeakerSlice>();
        foreach (var (start, end) in cuts.Zip(cuts.Skip(1)))
        {
            var middle = start + ((end - start) / 2);
            if (!edges.Exists(edge => (edge - middle).Duration() < collar))
                slices.Add(new SpeakerSlice(end - start, At(reference, middle), At(found, middle)));
        }

        return new SpeakerSlices(slices);
    }

    /// <summary>The one-to-one pairing, reference speaker to found speaker, under which most time agrees.</summary>
    public IReadOnlyDictionary<string, string> BestPairs()
    {
        var said = All.SelectMany(slice => slice.Said).Distinct().Order(StringComparer.Ordinal).ToList();
        var found = All.SelectMany(slice => slice.Found).Distinct().Order(StringComparer.Ordinal).ToList();
        return Pair(0, [.. found]).Pairs;

        (TimeSpan Agreed, Dictionary<string, string> Pairs) Pair(int index, HashSet<string> free)
        {
            if (index == said.Count)
                return (TimeSpan.Zero, []);
            var best = Pair(index + 1, free);
            foreach (var candidate in free.Order(StringComparer.Ordinal).ToList())
            {
                var agreed = Agreed(said[index], candidate);
                if (agreed == TimeSpan.Zero)
                    continue;
                var rest = Pair(index + 1, [.. free.Where(other => other != candidate)]);
                if (agreed + rest.Agreed > best.Agreed)
                    best = (agreed + rest.Agreed, new Dictionary<string, string>(rest.Pairs) { [said[index]] = candidate });
            }

            return best;
        }
    }

    private TimeSpan Agreed(string said, string found) => All
        .Where(slice => slice.Said.Contains(said) && slice.Found.Contains(found))
        .Aggregate(TimeSpan.Zero, (sum, slice) => sum + slice.Length);

    private static HashSet<string> At(IReadOnlyList<SpeakerSpan> spans, TimeSpan moment) =>
        [.. spans.Where(span => span.Start <= moment && moment < span.End).Select(span => span.Speaker)];
}
