namespace CallQA.App.Search.Words;

/// <summary>A query as SQLite's FTS5 reads it. Every word stands in quotation marks and holds letters and digits only.</summary>
internal static class SqliteQuery
{
    public static string Of(WordQuery query) => query switch
    {
        Passage passage => Join(" OR ", Spellings.Of(passage).Select(Text)),
        AllOf all => Join(" AND ", all.Parts.Select(Of)),
        AnyOf any => Join(" OR ", any.Parts.Select(Of)),
        Without without => $"({Of(without.Wanted)} NOT {Of(without.Unwanted)})",
        _ => throw new InvalidOperationException($"There is no text for a {query.GetType().Name}."),
    };

    private static string Text(Passage passage) => $"\"{string.Join(' ', passage.Words)}\"{(passage.Prefix ? " *" : "")}";

    private static string Join(string sign, IEnumerable<string> parts) => $"({string.Join(sign, parts)})";
}
