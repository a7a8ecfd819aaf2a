using System.Security.Cryptography;
using System.Text;

namespace CallQA.App.Storage;

/// <summary>What outlives a call knows it by: nothing of the text it was made from can be read in it.</summary>
internal static class CallDigest
{
    /// <summary>Letters of a digest.</summary>
    public const int Length = 64;

    /// <summary>SHA-256 of an identifier or address, in lower-case hexadecimal.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
