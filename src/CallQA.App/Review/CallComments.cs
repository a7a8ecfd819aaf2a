using CallQA.App.Redaction;
using CallQA.App.Storage;
using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Review;

/// <summary>A remark at a moment of a call.</summary>
/// <param name="Moment">Where in the recording.</param>
/// <param name="Text">The remark.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="At">When.</param>
public sealed record CallComment(TimeSpan Moment, string Text, string By, DateTimeOffset At);

/// <summary>Remarks at moments of calls.</summary>
internal sealed class CallComments(IDbContextFactory<CallQADbContext> contexts, WrittenByHand byHand, TimeProvider clock)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>All of a call, in the order of the recording.</summary>
    public Task<List<CallComment>> ListAsync(string callId, CancellationToken cancellationToken) => work.ReadAsync(
        async context => (await context.CallComments.Where(row => row.CallId == callId)
                .OrderBy(row => row.MomentTicks).ThenBy(row => row.Id).ToListAsync(cancellationToken))
            .ConvertAll(Of),
        cancellationToken);

    /// <summary>Adds one.</summary>
    /// <exception cref="InputException">The text is empty or too long, or the moment lies outside the recording.</exception>
    public async Task<CallComment> AddAsync(Call call, TimeSpan moment, string text, string by, CancellationToken cancellationToken)
    {
        text = text.Trim();
        if (text.Length is 0 or > Reviews.LongestText)
            throw new InputException(InputFault.Settings, $"The comment has {text.Length} letters; write 1 to {Reviews.LongestText}.");
        if (moment < TimeSpan.Zero || moment > call.Duration)
            throw new InputException(InputFault.Settings, $"The moment {moment.TotalSeconds:0.###} s lies outside the recording of {call.Duration.TotalSeconds:0.###} s.");
        text = await byHand.WithoutAsync(call, text, cancellationToken);
        var row = await work.CommitAsync(
            context => Task.FromResult(context.CallComments.Add(new CallCommentRow
            {
                CallId = call.Id,
                MomentTicks = moment.Ticks,
                Text = text,
                By = by,
                AtUtc = CallMapping.Utc(clock.GetUtcNow()),
            }).Entity),
            cancellationToken);
        return Of(row);
    }

    private static CallComment Of(CallCommentRow row) => new(TimeSpan.FromTicks(row.MomentTicks), row.Text, row.By, new DateTimeOffset(row.AtUtc));
}
