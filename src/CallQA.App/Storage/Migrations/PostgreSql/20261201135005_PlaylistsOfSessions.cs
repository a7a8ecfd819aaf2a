using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CallQA.App.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class PlaylistsOfSessions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "CoachingPlaylists",
                columns: table => new
                {
                    SessionId = table.Column<long>(type: "bigint", nullable: false),
                    PlaylistId = table.Column<long>(type: "bigint", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CoachingPlaylists", x => new { x.SessionId, x.PlaylistId });
                    table.ForeignKey(
                        name: "FK_CoachingPlaylists_CoachingSessions_SessionId",
                        column: x => x.SessionId,
                        principalTable: "CoachingSessions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CoachingPlaylists_Playlists_PlaylistId",
                        column: x => x.PlaylistId,
                        principalTable: "Playlists",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CoachingPlaylists_PlaylistId",
                table: "CoachingPlaylists",
                column: "PlaylistId");

            LinkedPlaylists.Keep(migrationBuilder);

            migrationBuilder.DropColumn(
                name: "Playlist",
                table: "CoachingSessions");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Playlist",
                table: "CoachingSessions",
                type: "text",
                nullable: true);

            LinkedPlaylists.GiveBack(migrationBuilder);

            migrationBuilder.DropTable(
                name: "CoachingPlaylists");
        }
    }
}
