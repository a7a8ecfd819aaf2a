using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CallQA.Engines.Scoring.Corpus;

namespace CallQA.App.Learning;

/// <summary>A call that people have said something of which the models can learn from.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Agent">Identifier of its agent.</param>
/// <param name="FirstReview">Number of its first review; <see cref="long.MaxValue"/> where only trainers spoke of it. Decides which of two calls with the same words stays.</param>
/// <param name="ReviewedAt">When the review that counts was submitted.</param>
/// <param name="Conversation">Its words with what people said.</param>
internal sealed record ReviewedCall(string CallId, string? Agent, long FirstReview, DateTimeOffset ReviewedAt, LabelledConversation Conversation)
{
    private const int Tenths = 10;
    private const int HeldTenths = 3;

    /// <summary>Identifier of a call in the training data: nothing of the call can be read in it, and it never changes.</summary>
    public static string IdOf(string callId) => IdOfDigest(Storage.CallDigest.Of(callId));

    /// <summary>The same, of a call of which no more than the digest of its identifier is known.</summary>
    public static string IdOfDigest(string digest) => "review-" + digest[..16];

    /// <summary>
    /// Three calls in ten are never learnt from but compared on. Their identifier alone decides, so that no model has ever learnt from a call
    /// that it is compared on later.
    /// </summary>
    public static CorpusPart PartOf(string callId) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes("part\n" + callId))) % Tenths < HeldTenths ? CorpusPart.Test : CorpusPart.Train;
}
