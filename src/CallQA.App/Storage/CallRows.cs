using CallQA.App.Search.Index;
using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>The rows of calls as they are taken in.</summary>
internal static class CallRows
{
    private const int HashDigitsInId = 8;

    /// <summary>Adds a call, or completes the known one of the same content.</summary>
    /// <returns>The row, and whether it is new.</returns>
    public static async Task<(CallRow Row, bool IsNew)> EnterAsync(CallQADbContext context, Call call, CancellationToken cancellationToken)
    {
        var known = await context.Calls.FirstOrDefaultAsync(row => row.ContentHash == call.ContentHash, cancellationToken);
        if (known is not null) return (await CompleteAsync(context, known, call.Metadata, cancellationToken), false);
        var idTaken = await context.Calls.AnyAsync(row => row.Id == call.Id, cancellationToken);
        var id = idTaken ? $"{call.Id}-{call.ContentHash[..HashDigitsInId]}" : call.Id;
        return (context.Calls.Add(CallMapping.ToRow(call, id)).Entity, true);
    }

    private static async Task<CallRow> CompleteAsync(CallQADbContext context, CallRow row, CallMetadata more, CancellationToken cancellationToken)
    {
        var before = row.Metadata;
        CallMapping.SetMetadata(row, CallMapping.MetadataOf(row).CompletedBy(more));
        if (row.Metadata != before) await SearchIndex.RenewAsync(context, row, cancellationToken);
        return row;
    }
}
