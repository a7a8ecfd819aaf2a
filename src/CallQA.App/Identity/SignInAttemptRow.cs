namespace CallQA.App.Identity;

/// <summary>How many wrong passwords came for an account, from an address, or for the one from the other.</summary>
internal sealed class SignInAttemptRow
{
    /// <summary>Digest of what is counted: neither names, which may be passwords written into the wrong field, nor addresses are kept.</summary>
    public required string Key { get; init; }

    public required int Number { get; set; }

    /// <summary>When they count no more.</summary>
    public required DateTime UntilUtc { get; set; }
}
