using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CallQA.App.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class WordsByLanguage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_SpokenTurns_Words",
                table: "SpokenTurns");

            migrationBuilder.CreateIndex(
                name: "IX_SpokenTurns_Words_de",
                table: "SpokenTurns",
                column: "Words",
                filter: "\"Language\" = 'de'")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "IX_SpokenTurns_Words_en",
                table: "SpokenTurns",
                column: "Words",
                filter: "\"Language\" = 'en'")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "IX_SpokenTurns_Words_other",
                table: "SpokenTurns",
                column: "Words",
                filter: "\"Language\" NOT IN ('de', 'en')")
                .Annotation("Npgsql:IndexMethod", "gin");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_SpokenTurns_Words_de",
                table: "SpokenTurns");

            migrationBuilder.DropIndex(
                name: "IX_SpokenTurns_Words_en",
                table: "SpokenTurns");

            migrationBuilder.DropIndex(
                name: "IX_SpokenTurns_Words_other",
                table: "SpokenTurns");

            migrationBuilder.CreateIndex(
                name: "IX_SpokenTurns_Words",
                table: "SpokenTurns",
                column: "Words")
                .Annotation("Npgsql:IndexMethod", "gin");
        }
    }
}
