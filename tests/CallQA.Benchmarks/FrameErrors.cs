namespace CallQA.Benchmarks;

/// <summary>Frames of 10 ms rightly and wrongly taken for speech.</summary>
internal readonly record struct FrameErrors(long Speech, long Missed, long Silence, long Alarms)
{
    public double MissRate => (double)Missed / Math.Max(1, Speech);

    public double AlarmRate => (double)Alarms / Math.Max(1, Silence);

    public double ErrorRate => (double)(Missed + Alarms) / Math.Max(1, Speech + Silence);

    public static FrameErrors operator +(FrameErrors left, FrameErrors right) =>
        new(left.Speech + right.Speech, left.Missed + right.Missed, left.Silence + right.Silence, left.Alarms + right.Alarms);

    public FrameErrors Count(bool spoken, bool heard) => spoken
        ? this with { Speech = Speech + 1, Missed = Missed + (heard ? 0 : 1) }
        : this with { Silence = Silence + 1, Alarms = Alarms + (heard ? 1 : 0) };
}
