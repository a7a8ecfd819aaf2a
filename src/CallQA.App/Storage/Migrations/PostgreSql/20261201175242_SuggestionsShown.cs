using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CallQA.App.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class SuggestionsShown : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ReplacedBy",
                table: "ReviewTasks",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "SuggestionsShown",
                columns: table => new
                {
                    CallId = table.Column<string>(type: "text", nullable: false),
                    ReviewerId = table.Column<string>(type: "text", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SuggestionsShown", x => new { x.CallId, x.ReviewerId });
                    table.ForeignKey(
                        name: "FK_SuggestionsShown_Calls_CallId",
                        column: x => x.CallId,
                        principalTable: "Calls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SuggestionsShown");

            migrationBuilder.DropColumn(
                name: "ReplacedBy",
                table: "ReviewTasks");
        }
    }
}
