using CallQA.App.Buckets;

namespace CallQA.App.Settings;

/// <summary>What the values of the part <c>Bucket</c> must be.</summary>
internal static class BucketRules
{
    public static void Check(BucketSettings bucket)
    {
        if (bucket.Address is { } address) BucketAddress.Parse(address);
        if (bucket.Endpoint is { } endpoint && !IsEndpoint(endpoint))
            throw Refuse(nameof(bucket.Endpoint), "not an address of a store", "write one without name and password such as https://s3.example:9000");
        if (bucket.Region.Length == 0 || bucket.Region.Any(character => !char.IsAsciiLetterOrDigit(character) && character != '-'))
            throw Refuse(nameof(bucket.Region), $"'{bucket.Region}', which is no region", "write one such as eu-central-1");
        if (bucket.CredentialsFile is { } file && !File.Exists(file))
            throw Refuse(nameof(bucket.CredentialsFile), $"'{file}', which does not exist", "write the path of a file with aws_access_key_id and aws_secret_access_key under [default]");
    }

    private static bool IsEndpoint(string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", UserInfo: "", Query: "" };

    private static InputException Refuse(string name, string what, string remedy) =>
        new(InputFault.Settings, $"The setting {CallQASettings.Section}:Bucket:{name} is {what}; {remedy}.");
}
