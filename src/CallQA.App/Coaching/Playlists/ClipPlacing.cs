using CallQA.App.Coaching.Sessions;

namespace CallQA.App.Coaching.Playlists;

/// <summary>Cuts a clip and puts it where it is wanted: on a playlist, into a coaching session.</summary>
internal sealed class ClipPlacing(ClipStore clips, PlaylistStore playlists, CoachingSessions sessions)
{
    /// <summary>Does both, or neither.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="playlist">The playlist; null for none.</param>
    /// <param name="session">The coaching session; null for none.</param>
    /// <param name="who">Who does it.</param>
    /// <param name="cancellationToken">Stops before the cutting.</param>
    /// <returns>The clip's number.</returns>
    /// <exception cref="InputException">The clip cannot be cut, or there is no room for it where it is wanted.</exception>
    public async Task<long> CutAsync(NewClip clip, long? playlist, long? session, Acting who, CancellationToken cancellationToken)
    {
        var id = await clips.CutAsync(clip, who, cancellationToken);
        try
        {
            if (playlist is { } list && !await playlists.AddAsync(list, id, null, who, cancellationToken))
                throw new InputException(InputFault.Settings, $"There is no playlist '{list}'; write the number of one of the page Playlists.");
            if (session is { } coached && !await sessions.GiveAsync(coached, id, null, who, cancellationToken))
                throw new InputException(InputFault.Settings, $"There is no session {coached}; choose one of the page Coaching.");
            return id;
        }
        catch (InputException)
        {
            await clips.RemoveAsync(id, who, CancellationToken.None);
            throw;
        }
    }
}
