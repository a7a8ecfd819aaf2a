namespace CallQA.Interchange;

/// <summary>Tells that a vCon was taken in although not all of it is in the form of the draft.</summary>
internal static class VconNotes
{
    /// <summary>One note, or none. It is no fault of the call, so that nobody has to do something about it.</summary>
    /// <param name="vcon">What was read.</param>
    /// <param name="file">Name of the file.</param>
    public static IEnumerable<TakeOverNote> Of(VconContent vcon, string file)
    {
        if (vcon.Faults is not [var first, ..]) return [];
        var more = vcon.Faults.Count == 1 ? "" : FormattableString.Invariant($" (and {vcon.Faults.Count - 1} more)");
        return [new($"The vCon '{file}' was taken in and is not wholly in the form of draft-ietf-vcon-vcon-core: {first}{more}; `callqa vcon check` shows everything.", IsByRule: true)];
    }
}
