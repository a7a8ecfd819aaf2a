namespace CallQA.App.Buckets;

/// <summary>A bucket, or the objects in it whose keys begin alike: <c>s3://BUCKET/PREFIX</c>.</summary>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Prefix">What the keys begin with; empty for all.</param>
internal sealed record BucketAddress(string Bucket, string Prefix)
{
    private const string Scheme = "s3://";
    private const int ShortestName = 3;
    private const int LongestName = 63;

    /// <summary>What the files named in lists are relative to: the prefix up to its last slash.</summary>
    public string Folder => Prefix[..(Prefix.LastIndexOf('/') + 1)];

    /// <summary>Whether a text is meant as such an address.</summary>
    public static bool IsMeant(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads an address.</summary>
    /// <exception cref="InputException">It names no bucket.</exception>
    public static BucketAddress Parse(string text)
    {
        var rest = IsMeant(text) ? text[Scheme.Length..] : "";
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var (name, prefix) = slash < 0 ? (rest, "") : (rest[..slash], rest[(slash + 1)..]);
        return IsName(name)
            ? new(name, prefix)
            : throw new InputException(InputFault.Settings, $"The address '{text}' names no bucket; write s3://BUCKET or s3://BUCKET/PREFIX.");
    }

    /// <summary>The same as a folder: its prefix ends in a slash, or is empty.</summary>
    public BucketAddress AsFolder() => Prefix.Length == 0 || Prefix.EndsWith('/') ? this : this with { Prefix = Prefix + "/" };

    /// <summary>Whether an object may be in both.</summary>
    public bool Overlaps(BucketAddress other) => Bucket == other.Bucket
        && (Prefix.StartsWith(other.Prefix, StringComparison.Ordinal) || other.Prefix.StartsWith(Prefix, StringComparison.Ordinal));

    /// <summary>The objects whose keys go on like this.</summary>
    public BucketAddress Below(string name) => this with { Prefix = Prefix + name };

    /// <summary>The address of one object.</summary>
    public string Of(string key) => $"{Scheme}{Bucket}/{key}";

    public override string ToString() => Of(Prefix);

    private static bool IsName(string name) => name.Length is >= ShortestName and <= LongestName
        && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '.');
}
