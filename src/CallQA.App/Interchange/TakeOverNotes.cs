using CallQA.App.Storage;
using CallQA.Interchange;
using CallQA.Recordings;

namespace CallQA.App.Interchange;

/// <summary>Tells the operator why something of a vCon was not taken over: among the refusals where something is wrong with the file, and whoever listens.</summary>
internal sealed class TakeOverNotes(QuarantineStore quarantine, TimeProvider clock, ILogger<TakeOverNotes> logger)
{
    /// <summary>Called with the call's identifier and the sentence, from whatever thread takes calls in.</summary>
    public event Action<string, string>? Told;

    /// <summary>Tells one reason.</summary>
    public async Task TellAsync(Call call, TakeOverNote note, CancellationToken cancellationToken)
    {
        Log.NotTakenOver(logger, CallDigest.Of(call.Id));
        // A setting that holds for all files is no news about one.
        if (!note.IsByRule)
            await quarantine.AddAsync(new QuarantinedFile(call.FileName, call.ContentHash, InputFault.Transcript, note.Sentence, clock.GetUtcNow(), null), cancellationToken);
        Told?.Invoke(call.Id, note.Sentence);
    }
}
