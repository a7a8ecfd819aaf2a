using CallQA.Recordings.Sources;
using CallQA.Transcription;

namespace CallQA.Recordings.Parties;

/// <summary>The files of a call that has been joined of them already, and what a sidecar that comes later tells of them.</summary>
/// <param name="Names">What the names of its files say; none for a call that came as one file.</param>
public sealed record JoinedParties(IReadOnlyList<PartyName> Names)
{
    /// <summary>Who is on which channel of a call of which nothing told it when it was joined.</summary>
    /// <param name="told">What tells it now.</param>
    /// <returns>Null where it tells neither agent nor customer.</returns>
    public IReadOnlyList<Speaker>? MapBy(SidecarContent told)
    {
        ArgumentNullException.ThrowIfNull(told);
        return told.Siprec is { } siprec
            ? PartySet.MapOf(Names.Select(name => name.Party).Order(StringComparer.OrdinalIgnoreCase).Select(party => (party, siprec.SpeakerOf(party))))
            : null;
    }

    /// <summary>How far the files lie from where SIPREC metadata puts them: the one that is farthest off; zero for every other sidecar.</summary>
    /// <param name="told">What tells it now.</param>
    /// <param name="begun">When the call began, as far as it is known: by the same metadata, if they were there when it was joined.</param>
    public TimeSpan DisplacementBy(SidecarContent told, DateTimeOffset? begun)
    {
        ArgumentNullException.ThrowIfNull(told);
        if (told.Siprec is not { } siprec || Names.Count == 0)
            return TimeSpan.Zero;
        var starts = Names.Select(name => (Named: name.Told.StartTime, Meant: PartySet.StartOf(name, Names.Count(other => PartySet.IsSame(other, name)) > 1, siprec))).ToList();
        var (named, meant) = (starts.Min(start => start.Named), starts.Min(start => start.Meant));
        return begun == meant && meant != named
            ? TimeSpan.Zero
            : starts.Max(start => ((start.Meant - meant ?? TimeSpan.Zero) - (start.Named - named ?? TimeSpan.Zero)).Duration());
    }
}
