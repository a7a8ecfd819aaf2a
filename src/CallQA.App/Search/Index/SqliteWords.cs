namespace CallQA.App.Search.Index;

/// <summary>
/// SQLite's full text index, which EF Core knows nothing of: it reads the texts of the turns and follows every change of theirs. A
/// migration that builds the table of turns anew has to create it again.
/// </summary>
internal static class SqliteWords
{
    /// <summary>Makes the index over the turns there are. Erased words leave the index's own pages at once.</summary>
    public const string Create =
        """
        CREATE VIRTUAL TABLE "SpokenWords" USING fts5("Text", content='SpokenTurns', content_rowid='Key', tokenize='unicode61 remove_diacritics 2', prefix='2 3');
        INSERT INTO "SpokenWords"("SpokenWords", rank) VALUES ('secure-delete', 1);
        INSERT INTO "SpokenWords"("SpokenWords") VALUES ('rebuild');
        CREATE TRIGGER "SpokenTurns_Insert" AFTER INSERT ON "SpokenTurns" BEGIN
          INSERT INTO "SpokenWords"(rowid, "Text") VALUES (new."Key", new."Text");
        END;
        CREATE TRIGGER "SpokenTurns_Delete" AFTER DELETE ON "SpokenTurns" BEGIN
          INSERT INTO "SpokenWords"("SpokenWords", rowid, "Text") VALUES ('delete', old."Key", old."Text");
        END;
        CREATE TRIGGER "SpokenTurns_Update" AFTER UPDATE OF "Text" ON "SpokenTurns" BEGIN
          INSERT INTO "SpokenWords"("SpokenWords", rowid, "Text") VALUES ('delete', old."Key", old."Text");
          INSERT INTO "SpokenWords"(rowid, "Text") VALUES (new."Key", new."Text");
        END;
        """;

    public const string Drop = """DROP TABLE "SpokenWords";""";
}
