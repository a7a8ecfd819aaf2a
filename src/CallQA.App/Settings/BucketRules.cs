using CallQA.App.Buckets;

namespace CallQA.App.Settings;

/// <summary>What the values of the parts <c>Bucket</c> and <c>Store</c> must be.</summary>
internal static class BucketRules
{
    private const int LeastCopies = 16;
    private const int MostCopies = 1 << 20;

    public static void Check(BucketSettings bucket, StoreSettings store)
    {
        CheckAccess(bucket);
        CheckAccess(store);
        if (store.CopiesMebibytes is < LeastCopies or > MostCopies)
            throw Refuse(store, nameof(store.CopiesMebibytes), $"{store.CopiesMebibytes}, which cannot be used", $"write a number from {LeastCopies} to {MostCopies}");
        var taken = bucket.Address is { } address ? BucketAddress.Parse(address) : null;
        if (store.Bucket is not { } kept) return;
        // A store whose credentials are missing would be noticed with the first recording, hours later.
        BucketCredentials.Read(store);
        if (taken is not null && bucket.Name == store.Name && taken.Overlaps(kept))
            throw Refuse(store, nameof(store.Address), $"'{kept}', where recordings are taken from as well", $"write another bucket or prefix than {bucket.Part}:{nameof(bucket.Address)}");
    }

    private static void CheckAccess(ObjectStoreSettings access)
    {
        if (access.Endpoint is { } endpoint && !IsEndpoint(endpoint))
            throw Refuse(access, nameof(access.Endpoint), "not an address of a store", "write one without name and password such as https://s3.example:9000");
        if (access.Region.Length == 0 || access.Region.Any(character => !char.IsAsciiLetterOrDigit(character) && character != '-'))
            throw Refuse(access, nameof(access.Region), $"'{access.Region}', which is no region", "write one such as eu-central-1");
        if (access.CredentialsFile is { } file && !File.Exists(file))
            throw Refuse(access, nameof(access.CredentialsFile), $"'{file}', which does not exist", "write the path of a file with aws_access_key_id and aws_secret_access_key under [default]");
    }

    private static bool IsEndpoint(string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", UserInfo: "", Query: "" };

    private static InputException Refuse(ObjectStoreSettings access, string name, string what, string remedy) =>
        new(InputFault.Settings, $"The setting {access.Part}:{name} is {what}; {remedy}.");
}
