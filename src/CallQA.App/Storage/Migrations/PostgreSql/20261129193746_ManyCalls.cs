using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CallQA.App.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class ManyCalls : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Evaluations_NeedsReview",
                table: "Evaluations");

            migrationBuilder.DropIndex(
                name: "IX_Calls_Stage",
                table: "Calls");

            migrationBuilder.CreateTable(
                name: "ListProgress",
                columns: table => new
                {
                    Path = table.Column<string>(type: "text", nullable: false),
                    Length = table.Column<long>(type: "bigint", nullable: false),
                    ChangedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Line = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ListProgress", x => x.Path);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Evaluations_NeedsReview_TranscriptId",
                table: "Evaluations",
                columns: new[] { "NeedsReview", "TranscriptId" });

            migrationBuilder.CreateIndex(
                name: "IX_Calls_AgentName_ListedUtc",
                table: "Calls",
                columns: new[] { "AgentName", "ListedUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Calls_LeasedUntilUtc",
                table: "Calls",
                column: "LeasedUntilUtc",
                filter: "\"LeasedUntilUtc\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Calls_Priority_TakenInUtc_Id",
                table: "Calls",
                columns: new[] { "Priority", "TakenInUtc", "Id" },
                descending: new[] { true, false, false },
                filter: "\"Stage\" < 3 AND \"Quarantine\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Calls_Stage_QuarantineCause",
                table: "Calls",
                columns: new[] { "Stage", "QuarantineCause" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ListProgress");

            migrationBuilder.DropIndex(
                name: "IX_Evaluations_NeedsReview_TranscriptId",
                table: "Evaluations");

            migrationBuilder.DropIndex(
                name: "IX_Calls_AgentName_ListedUtc",
                table: "Calls");

            migrationBuilder.DropIndex(
                name: "IX_Calls_LeasedUntilUtc",
                table: "Calls");

            migrationBuilder.DropIndex(
                name: "IX_Calls_Priority_TakenInUtc_Id",
                table: "Calls");

            migrationBuilder.DropIndex(
                name: "IX_Calls_Stage_QuarantineCause",
                table: "Calls");

            migrationBuilder.CreateIndex(
                name: "IX_Evaluations_NeedsReview",
                table: "Evaluations",
                column: "NeedsReview");

            migrationBuilder.CreateIndex(
                name: "IX_Calls_Stage",
                table: "Calls",
                column: "Stage");
        }
    }
}
