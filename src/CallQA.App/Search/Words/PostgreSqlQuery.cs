namespace CallQA.App.Search.Words;

/// <summary>A query as PostgreSQL's <c>to_tsquery</c> reads it. Every word stands in quotation marks and holds letters and digits only.</summary>
internal static class PostgreSqlQuery
{
    public static string Of(WordQuery query) => query switch
    {
        Passage passage => Join(" | ", Spellings.Of(passage).Select(Text)),
        AllOf all => Join(" & ", all.Parts.Select(Of)),
        AnyOf any => Join(" | ", any.Parts.Select(Of)),
        Without without => $"({Of(without.Wanted)} & !{Of(without.Unwanted)})",
        _ => throw new InvalidOperationException($"There is no text for a {query.GetType().Name}."),
    };

    private static string Text(Passage passage) => $"({string.Join(" <-> ", passage.Words.Select(word => $"'{word}'"))}{(passage.Prefix ? ":*" : "")})";

    private static string Join(string sign, IEnumerable<string> parts) => $"({string.Join(sign, parts)})";
}
