using Microsoft.EntityFrameworkCore.Migrations;

namespace CallQA.App.Storage.Migrations;

/// <summary>
/// The one playlist that a session had becomes the first of its playlists, and back: the same in every database. That none was linked any more was entered as
/// a link (15, <c>PlaylistSet</c>) without a name; it now has a kind of its own (19, <c>PlaylistTakenAway</c>).
/// </summary>
internal static class LinkedPlaylists
{
    public static void Keep(MigrationBuilder migration) => migration.Sql("""
        INSERT INTO "CoachingPlaylists" ("SessionId", "PlaylistId", "Position")
        SELECT "CoachingSessions"."Id", "Playlists"."Id", 0 FROM "CoachingSessions" JOIN "Playlists" ON CAST("Playlists"."Id" AS TEXT) = "CoachingSessions"."Playlist";
        UPDATE "CoachingEvents" SET "Kind" = 19 WHERE "Kind" = 15 AND "Text" IS NULL;
        """);

    public static void GiveBack(MigrationBuilder migration) => migration.Sql("""
        UPDATE "CoachingSessions" SET "Playlist" = (
          SELECT CAST("PlaylistId" AS TEXT) FROM "CoachingPlaylists" WHERE "SessionId" = "CoachingSessions"."Id" ORDER BY "Position" LIMIT 1);
        UPDATE "CoachingEvents" SET "Kind" = 15, "Text" = NULL WHERE "Kind" = 19;
        """);
}
