using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CallQA.App.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Buckets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "BucketObjects",
                columns: table => new
                {
                    Digest = table.Column<string>(type: "TEXT", nullable: false),
                    ETag = table.Column<string>(type: "TEXT", nullable: false),
                    Length = table.Column<long>(type: "INTEGER", nullable: false),
                    ModifiedUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    CallId = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BucketObjects", x => x.Digest);
                    table.ForeignKey(
                        name: "FK_BucketObjects_Calls_CallId",
                        column: x => x.CallId,
                        principalTable: "Calls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "BucketScans",
                columns: table => new
                {
                    Address = table.Column<string>(type: "TEXT", nullable: false),
                    After = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BucketScans", x => x.Address);
                });

            migrationBuilder.CreateIndex(
                name: "IX_BucketObjects_CallId",
                table: "BucketObjects",
                column: "CallId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BucketObjects");

            migrationBuilder.DropTable(
                name: "BucketScans");
        }
    }
}
