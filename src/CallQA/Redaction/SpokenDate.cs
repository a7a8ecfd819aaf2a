namespace CallQA.Redaction;

/// <summary>What may be a date, or a part of one.</summary>
/// <param name="Pieces">All pieces of it.</param>
/// <param name="Parts">Number of parts: a day, a month, a year or a group of their digits.</param>
/// <param name="HasMonthName">Whether a month is named.</param>
/// <param name="Digits">Digits of its numbers, ordinals without.</param>
internal sealed record SpokenDate(IReadOnlyList<Piece> Pieces, int Parts, bool HasMonthName, string Digits);
