using CallQA.Recordings;

namespace CallQA.Coaching;

internal static class CallTime
{
    // A bare recording has no start: it counts on the day it came in, rather than on no day at all.
    public static DateTimeOffset Of(Call call) => call.Metadata.StartTime ?? call.TakenInAt;
}
