using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CallQA.App.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RecordingKeysAndSilencedRecordings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "SilencedHash",
                table: "Calls",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SilencedSpans",
                table: "Calls",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "SilencingPending",
                table: "Calls",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "RecordingKeys",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    ContentHash = table.Column<string>(type: "TEXT", nullable: false),
                    MasterKey = table.Column<string>(type: "TEXT", nullable: false),
                    Wrapped = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CreatedUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecordingKeys", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_RecordingKeys_ContentHash",
                table: "RecordingKeys",
                column: "ContentHash");

            migrationBuilder.CreateIndex(
                name: "IX_RecordingKeys_MasterKey",
                table: "RecordingKeys",
                column: "MasterKey");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "RecordingKeys");

            migrationBuilder.DropColumn(
                name: "SilencedHash",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "SilencedSpans",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "SilencingPending",
                table: "Calls");
        }
    }
}
