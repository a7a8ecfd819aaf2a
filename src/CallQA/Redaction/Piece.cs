using CallQA.Transcription;

namespace CallQA.Redaction;

/// <summary>A word of a call, or a part of one that is read by itself: <c>forty-one</c> is two.</summary>
/// <param name="Index">Its number in the call.</param>
/// <param name="Turn">The turn, from 0.</param>
/// <param name="Word">The word in the turn, from 0.</param>
/// <param name="Speaker">Who says it.</param>
/// <param name="Text">Lower case, umlauts spelled out, without punctuation around it.</param>
/// <param name="Capital">Whether it is written with a capital.</param>
/// <param name="PhraseEnd">Whether punctuation follows it.</param>
/// <param name="SentenceEnd">Whether a sentence ends with it.</param>
internal readonly record struct Piece(
    int Index, int Turn, int Word, Speaker Speaker, string Text, bool Capital, bool PhraseEnd, bool SentenceEnd)
{
    /// <summary>Whether it is one spelled letter.</summary>
    public bool IsLetter => Text.Length == 1 && char.IsAsciiLetterLower(Text[0]);

    /// <summary>Whether it is written in digits alone.</summary>
    public bool IsDigits => Text.Length > 0 && Text.All(char.IsAsciiDigit);
}
