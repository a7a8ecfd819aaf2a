using CallQA.App.Jobs;
using CallQA.App.Settings;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>What quarantine tells of a call: refusals of the same recording, and remarks about the places it was taken in from.</summary>
internal sealed class CallRefusals(CallQASettings settings)
{
    /// <summary>Removes them in the transaction that erases the call, with the refused files that were kept.</summary>
    public async Task RemoveAsync(CallQADbContext context, CallRow call, CancellationToken cancellationToken)
    {
        var found = await context.QuarantinedFiles.Where(row => row.ContentHash == call.ContentHash).ToListAsync(cancellationToken);
        var places = await context.IntakePaths.Where(row => row.CallId == call.Id).Select(row => row.Path).ToListAsync(cancellationToken);
        foreach (var place in places) found.AddRange(await AboutAsync(context, Path.ChangeExtension(place, null), cancellationToken));
        // The files first: a process that ends before the commit finds them still entered.
        found.ForEach(RemoveKept);
        context.QuarantinedFiles.RemoveRange(found.Distinct());
    }

    // A recording and its sidecars are called alike but for what follows a full stop. Entries hold the name without folders, their reasons the whole place.
    private async Task<IEnumerable<QuarantinedFileRow>> AboutAsync(CallQADbContext context, string place, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(place) + ".";
        string[] told = [$"'{place}.", $"'{Path.Combine(settings.IntakePath, place)}."];
        var alike = await context.QuarantinedFiles.Where(row => row.FileName.StartsWith(name)).ToListAsync(cancellationToken);
        return alike.Where(row => Array.Exists(told, text => row.Reason.Contains(text, StringComparison.Ordinal)));
    }

    private void RemoveKept(QuarantinedFileRow refused)
    {
        if (refused.KeptAt is not { } kept || Path.GetDirectoryName(kept) != settings.QuarantinePath || !Directory.Exists(settings.QuarantinePath)) return;
        File.Delete(kept);
        File.Delete(kept + IntakeFolder.ReasonSuffix);
    }
}
