using System.Security.Cryptography;
using System.Text;

namespace CallQA.App.Storage;

/// <summary>What the audit log knows a call by.</summary>
internal static class CallDigest
{
    /// <summary>SHA-256 of the identifier, in lower-case hexadecimal.</summary>
    public static string Of(string callId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(callId)));
}
