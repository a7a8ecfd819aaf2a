namespace CallQA.Transcription;

/// <summary>Somebody speaking from one moment to another.</summary>
/// <param name="Speaker">Any name that tells speakers apart.</param>
/// <param name="Start">Where it begins in the recording.</param>
/// <param name="End">Where it ends.</param>
public sealed record SpeakerSpan(string Speaker, TimeSpan Start, TimeSpan End);

/// <summary>How far "who spoke when" is from what was so: the field's diarization error rate with its three parts.</summary>
/// <param name="Missed">Speech that no speaker was given, each speaker counted.</param>
/// <param name="FalseAlarm">Speakers given where fewer or none spoke.</param>
/// <param name="Confused">Speech given to another speaker.</param>
/// <param name="Spoken">All speech, each speaker counted.</param>
public sealed record DiarizationErrorRate(TimeSpan Missed, TimeSpan FalseAlarm, TimeSpan Confused, TimeSpan Spoken)
{
    /// <summary>Nothing compared yet.</summary>
    public static DiarizationErrorRate None { get; } = new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>Missed, false alarm and confused over spoken: 0 is perfect, above 1 is possible; without speech 0, or 1 when some was claimed.</summary>
    public double Rate => Share(Missed + FalseAlarm + Confused);

    /// <summary>A part of the error over what was spoken.</summary>
    public double Share(TimeSpan part) => Spoken > TimeSpan.Zero ? part / Spoken : part > TimeSpan.Zero ? 1 : 0;

    /// <summary>Both comparisons together, each weighing as much as was spoken in it.</summary>
    public DiarizationErrorRate Add(DiarizationErrorRate other) => new(
        Missed + other.Missed, FalseAlarm + other.FalseAlarm, Confused + other.Confused, Spoken + other.Spoken);

    /// <summary>Compares two accounts of a recording; whichever pairing of their speakers fits best is taken.</summary>
    /// <param name="reference">What was so; speakers may overlap, spans of one speaker are joined.</param>
    /// <param name="found">What was found.</param>
    /// <param name="collar">This long before and after each start and end in the reference nothing counts.</param>
    public static DiarizationErrorRate Compare(IReadOnlyList<SpeakerSpan> reference, IReadOnlyList<SpeakerSpan> found, TimeSpan collar)
    {
        var slices = SpeakerSlices.Of(reference, found, collar);
        var pairs = slices.BestPairs();
        return slices.All.Select(slice => Judge(slice, pairs)).Aggregate(None, (sum, part) => sum.Add(part));
    }

    private static DiarizationErrorRate Judge(SpeakerSlice slice, IReadOnlyDictionary<string, string> pairs)
    {
        var right = slice.Said.Count(speaker => pairs.TryGetValue(speaker, out var pair) && slice.Found.Contains(pair));
        var (said, found) = (slice.Said.Count, slice.Found.Count);
        return new DiarizationErrorRate(
            slice.Length * Math.Max(0, said - found),
            slice.Length * Math.Max(0, found - said),
            slice.Length * (Math.Min(said, found) - right),
            slice.Length * said);
    }
}
