using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using CallQA.App.Settings;

namespace CallQA.App.Buckets;

/// <summary>What the store's refusals mean, in sentences.</summary>
internal static class BucketTrouble
{
    /// <summary>Whether the same request may succeed in a moment.</summary>
    public static bool MayPass(Exception exception) => exception switch
    {
        AmazonUnmarshallingException => false,
        AmazonServiceException { StatusCode: HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests } => true,
        AmazonServiceException { StatusCode: >= HttpStatusCode.InternalServerError or 0 } => true,
        AmazonServiceException { ErrorCode: "SlowDown" or "RequestTimeout" } => true,
        // What came was not what was sent.
        AmazonServiceException { ErrorCode: "BadDigest" or "XAmzContentSHA256Mismatch" or "XAmzContentChecksumMismatch" or "IncompleteBody" } => true,
        AmazonServiceException => false,
        AmazonClientException or HttpRequestException or HttpIOException or TimeoutException => true,
        // While something is sent.
        IOException { InnerException: SocketException } => true,
        _ => false,
    };

    /// <summary>The refusal of a request; null when something else than the store has failed.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="address">The bucket asked for.</param>
    /// <param name="key">The object asked for, whose refusal always passes: the next run asks again. Null for a list.</param>
    /// <param name="settings">Where the store is.</param>
    public static InputException? Tell(Exception exception, BucketAddress address, string? key, ObjectStoreSettings settings)
    {
        var (store, bucket) = (settings.Name, address.Bucket);
        var place = key is null ? address.ToString() : address.Of(key);
        return exception switch
        {
            AmazonServiceException { ErrorCode: "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "InvalidToken" or "ExpiredToken" or "TokenRefreshRequired" } refused => Refuse(
                InputFault.Settings,
                $"The store {store} refuses the credentials ({refused.ErrorCode}); check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the file of {settings.Part}:CredentialsFile."),
            AmazonServiceException { ErrorCode: "RequestTimeTooSkewed" } => Refuse(
                InputFault.Settings, $"The store {store} finds this machine's clock wrong; let it keep time with NTP."),
            AmazonServiceException { ErrorCode: "NoSuchBucket" } => Refuse(
                InputFault.Unreadable, $"There is no bucket '{bucket}' in the store {store}; check the name in '{place}', and {settings.Part}:Endpoint and PathStyle."),
            AmazonServiceException { ErrorCode: "PermanentRedirect" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException" } => Refuse(
                InputFault.Settings, $"The bucket '{bucket}' is not in the region {settings.Region}; set {settings.Part}:Region, or {settings.Part}:Endpoint for a store that is not Amazon's."),
            AmazonServiceException { ErrorCode: "NoSuchKey" } => Refuse(
                InputFault.Unreadable, $"The object '{place}' was removed while it was looked for; nothing is to be done if that was meant."),
            AmazonServiceException { StatusCode: HttpStatusCode.PreconditionFailed } => Refuse(
                InputFault.Unreadable, $"The object '{place}' was replaced while it was looked for; the next run takes the new one."),
            AmazonServiceException { StatusCode: HttpStatusCode.Forbidden } denied => Refuse(
                InputFault.Unreadable, $"'{place}' may not be used with these credentials ({denied.ErrorCode}); allow {settings.Rights}."),
            _ when MayPass(exception) => Refuse(
                InputFault.Unreadable, $"The store {store} cannot be reached or does not answer ({Detail(exception)}); check {settings.Part}:Endpoint, the network and the store, and run this again.", passing: true),
            AmazonServiceException other => Refuse(
                InputFault.Unreadable, $"The store {store} answers '{Detail(other)}' for '{place}', which no such store should; check {settings.Part}:Endpoint and PathStyle."),
            _ => null,
        };

        InputException Refuse(InputFault fault, string sentence, bool passing = false) => new(fault, sentence, exception) { Passing = passing || key is not null };
    }

    private static string Detail(Exception exception) => exception switch
    {
        AmazonServiceException { ErrorCode: { Length: > 0 } code } => code,
        AmazonServiceException { StatusCode: not 0 and var status } => $"status {(int)status}",
        _ => exception.GetBaseException().Message.TrimEnd('.'),
    };
}
