using System;
using CallQA.App.Search.Index;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CallQA.App.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Search : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "CallFigures",
                columns: table => new
                {
                    Key = table.Column<long>(type: "INTEGER", nullable: false),
                    CallId = table.Column<string>(type: "TEXT", nullable: false),
                    AgentId = table.Column<string>(type: "TEXT", nullable: true),
                    AgentName = table.Column<string>(type: "TEXT", nullable: true),
                    Team = table.Column<string>(type: "TEXT", nullable: true),
                    Queue = table.Column<string>(type: "TEXT", nullable: true),
                    Scorecard = table.Column<string>(type: "TEXT", nullable: true),
                    Overall = table.Column<double>(type: "REAL", nullable: true),
                    Empathy = table.Column<int>(type: "INTEGER", nullable: true),
                    Courtesy = table.Column<int>(type: "INTEGER", nullable: true),
                    Resolution = table.Column<int>(type: "INTEGER", nullable: true),
                    NeedsReview = table.Column<bool>(type: "INTEGER", nullable: false),
                    AutoFail = table.Column<bool>(type: "INTEGER", nullable: false),
                    Sections = table.Column<string>(type: "TEXT", nullable: true),
                    Answers = table.Column<string>(type: "TEXT", nullable: true),
                    LongestHold = table.Column<int>(type: "INTEGER", nullable: true),
                    LongestSilence = table.Column<int>(type: "INTEGER", nullable: true),
                    TalkShare = table.Column<int>(type: "INTEGER", nullable: true),
                    Interruptions = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CallFigures", x => x.Key);
                    table.ForeignKey(
                        name: "FK_CallFigures_Calls_CallId",
                        column: x => x.CallId,
                        principalTable: "Calls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SavedSearches",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    OwnerId = table.Column<string>(type: "TEXT", nullable: false),
                    OwnerName = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Query = table.Column<string>(type: "TEXT", nullable: false),
                    Shared = table.Column<bool>(type: "INTEGER", nullable: false),
                    SavedUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedSearches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SpokenTurns",
                columns: table => new
                {
                    Key = table.Column<long>(type: "INTEGER", nullable: false),
                    CallKey = table.Column<long>(type: "INTEGER", nullable: false),
                    Speaker = table.Column<int>(type: "INTEGER", nullable: false),
                    StartTicks = table.Column<long>(type: "INTEGER", nullable: true),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Emotion = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SpokenTurns", x => x.Key);
                    table.ForeignKey(
                        name: "FK_SpokenTurns_CallFigures_CallKey",
                        column: x => x.CallKey,
                        principalTable: "CallFigures",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CallFigures_AgentId_Key",
                table: "CallFigures",
                columns: new[] { "AgentId", "Key" });

            migrationBuilder.CreateIndex(
                name: "IX_CallFigures_CallId",
                table: "CallFigures",
                column: "CallId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SavedSearches_OwnerId_Name",
                table: "SavedSearches",
                columns: new[] { "OwnerId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SpokenTurns_CallKey",
                table: "SpokenTurns",
                column: "CallKey");

            migrationBuilder.CreateIndex(
                name: "IX_SpokenTurns_Emotion_Key",
                table: "SpokenTurns",
                columns: new[] { "Emotion", "Key" },
                filter: "\"Emotion\" IS NOT NULL");

            migrationBuilder.Sql(SqliteWords.Create);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(SqliteWords.Drop);

            migrationBuilder.DropTable(
                name: "SavedSearches");

            migrationBuilder.DropTable(
                name: "SpokenTurns");

            migrationBuilder.DropTable(
                name: "CallFigures");
        }
    }
}
