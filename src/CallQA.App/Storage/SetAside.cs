namespace CallQA.App.Storage;

/// <summary>Why a call cannot go on, for counting and for trying all of one kind again. Those up to seven and the last are those of <see cref="InputFault"/>.</summary>
internal enum SetAsideCause
{
    Unreadable = InputFault.Unreadable,
    Audio = InputFault.Audio,
    Metadata = InputFault.Metadata,
    Model = InputFault.Model,
    Transcript = InputFault.Transcript,
    Scorecard = InputFault.Scorecard,
    Settings = InputFault.Settings,

    /// <summary>A stage failed until the attempts were used up.</summary>
    Failed = 20,

    /// <summary>The process died at the same stage until the attempts were used up.</summary>
    Died,

    /// <summary>An operator stopped it.</summary>
    Cancelled,

    /// <summary>The key of its own recording is lost or was changed; a missing master key sets nothing aside.</summary>
    Key = InputFault.Key,
}

/// <summary>That a call is set aside, and why.</summary>
/// <param name="Cause">The kind of reason.</param>
/// <param name="Reason">One sentence: what, where, what to do.</param>
/// <param name="Trace">Kinds of the exceptions and where they came from, without their messages.</param>
internal sealed record SetAside(SetAsideCause Cause, string Reason, string? Trace = null);
