namespace CallQA.Interchange;

/// <summary>Fetches a recording that lies elsewhere.</summary>
/// <param name="address">Where.</param>
/// <param name="cancellationToken">Stops the fetching.</param>
/// <exception cref="InputException">It may not be fetched, cannot be, or is too long.</exception>
public delegate Task<byte[]> RecordingFetch(Uri address, CancellationToken cancellationToken);

/// <summary>What is taken of vCons that others hand in.</summary>
public sealed record VconReading
{
    /// <summary>Whose signatures are trusted; null trusts nobody's, which refuses signed vCons.</summary>
    public TrustedSigners? Trusted { get; init; }

    /// <summary>Whether unsigned vCons are refused. The default value is false.</summary>
    public bool OnlySigned { get; init; }

    /// <summary>Of which vCons transcript and evaluation are taken over. The default value is signed.</summary>
    public TakeOverRule TakeOver { get; init; } = TakeOverRule.Signed;

    /// <summary>Fetches recordings that lie elsewhere; null refuses such vCons.</summary>
    public RecordingFetch? Fetch { get; init; }
}
