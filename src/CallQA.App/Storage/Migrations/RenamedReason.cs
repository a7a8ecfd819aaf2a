using Microsoft.EntityFrameworkCore.Migrations;

namespace CallQA.App.Storage.Migrations;

/// <summary>Why calls wait, under another name in what is stored: the same in every database.</summary>
internal static class RenamedReason
{
    public static void Rename(MigrationBuilder migration, string from, string to)
    {
        foreach (var (table, column) in new[] { ("ReviewTasks", "Reasons"), ("SavedSearches", "Query") })
            migration.Sql($"""UPDATE "{table}" SET "{column}" = replace("{column}", '{from}', '{to}') WHERE "{column}" LIKE '%{from}%';""");
    }
}
