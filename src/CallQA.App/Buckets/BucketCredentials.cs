using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using CallQA.App.Settings;

namespace CallQA.App.Buckets;

/// <summary>Who signs the requests: from a file, else from the environment, and from nowhere else.</summary>
internal static class BucketCredentials
{
    private const string Profile = "default";

    /// <exception cref="InputException">There are none.</exception>
    public static AWSCredentials Read(ObjectStoreSettings settings) =>
        settings.CredentialsFile is { } file ? OfFile(file) : OfEnvironment(Environment.GetEnvironmentVariable, settings.Part);

    private static AWSCredentials OfFile(string file) =>
        new SharedCredentialsFile(file).TryGetProfile(Profile, out var profile)
        && profile.Options is { AccessKey: { Length: > 0 } key, SecretKey: { Length: > 0 } secret } options
            ? Of(key, secret, options.Token)
            : throw new InputException(
                InputFault.Settings, $"The file '{file}' holds no credentials; write aws_access_key_id = … and aws_secret_access_key = … under [{Profile}].");

    private static AWSCredentials OfEnvironment(Func<string, string?> variable, string part) =>
        (variable("AWS_ACCESS_KEY_ID"), variable("AWS_SECRET_ACCESS_KEY")) is ({ Length: > 0 } key, { Length: > 0 } secret)
            ? Of(key, secret, variable("AWS_SESSION_TOKEN"))
            : throw new InputException(
                InputFault.Settings,
                $"There are no credentials for the bucket; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, or name a file with {part}:CredentialsFile.");

    private static AWSCredentials Of(string key, string secret, string? token) =>
        string.IsNullOrEmpty(token) ? new BasicAWSCredentials(key, secret) : new SessionAWSCredentials(key, secret, token);
}
