using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CallQA.App.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class CallsInNeedOfReview : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "NeedsReview",
                table: "Calls",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.Sql(
                """
                UPDATE "Calls" SET "NeedsReview" = COALESCE(
                    (SELECT e."NeedsReview" FROM "Evaluations" e WHERE e."TranscriptId" = "Calls"."CurrentTranscriptId" AND e."Evaluator" = 0 ORDER BY e."Id" DESC LIMIT 1), false);
                """);

            migrationBuilder.CreateIndex(
                name: "IX_Calls_NeedsReview",
                table: "Calls",
                columns: new[] { "ListedUtc", "Id" },
                descending: new[] { true, false },
                filter: "\"NeedsReview\"");

            migrationBuilder.CreateIndex(
                name: "IX_Calls_SetAside",
                table: "Calls",
                columns: new[] { "ListedUtc", "Id" },
                descending: new[] { true, false },
                filter: "\"Quarantine\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Calls_NeedsReview",
                table: "Calls");

            migrationBuilder.DropIndex(
                name: "IX_Calls_SetAside",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "NeedsReview",
                table: "Calls");
        }
    }
}
