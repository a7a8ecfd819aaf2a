using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CallQA.App.Webhooks;

/// <summary>Signs messages as the Standard Webhooks specification says (symmetric, <c>v1</c>).</summary>
internal sealed class WebhookKey
{
    private const string Prefix = "whsec_";
    private const int LeastBytes = 24;
    private const int MostBytes = 64;

    private readonly byte[] key;

    private WebhookKey(byte[] key) => this.key = key;

    /// <summary>Reads a secret, <c>whsec_</c> and 24 to 64 bytes in base64; null when it is none.</summary>
    public static WebhookKey? Parse(string secret)
    {
        var bytes = new byte[secret.Length];
        return secret.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(secret[Prefix.Length..], bytes, out var length) && length is >= LeastBytes and <= MostBytes
                ? new(bytes[..length])
                : null;
    }

    /// <summary>The value of the header <c>webhook-signature</c>.</summary>
    /// <param name="id">The value of <c>webhook-id</c>.</param>
    /// <param name="moment">What <c>webhook-timestamp</c> says, in whole seconds.</param>
    /// <param name="body">The body as it is sent.</param>
    public string Sign(string id, DateTimeOffset moment, string body)
    {
        var signed = string.Create(CultureInfo.InvariantCulture, $"{id}.{moment.ToUnixTimeSeconds()}.{body}");
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)));
    }
}
