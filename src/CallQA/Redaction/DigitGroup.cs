namespace CallQA.Redaction;

/// <summary>Digits said in one breath: <c>forty-one</c>, <c>double seven</c>, <c>4111</c>.</summary>
/// <param name="Digits">What they are.</param>
/// <param name="First">First piece, as a place in the stream.</param>
/// <param name="Last">Last piece, as a place in the stream.</param>
/// <param name="Otherwise">The other way to hear it: <c>twenty five</c> is 25 or 205; null when there is one way.</param>
/// <param name="International">Whether a plus stands before it.</param>
internal sealed record DigitGroup(string Digits, int First, int Last, string? Otherwise = null, bool International = false);
