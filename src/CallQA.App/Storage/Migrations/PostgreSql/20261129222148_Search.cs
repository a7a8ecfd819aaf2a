using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;
using NpgsqlTypes;

#nullable disable

namespace CallQA.App.Storage.Migrations.PostgreSql
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
                    Key = table.Column<long>(type: "bigint", nullable: false),
                    CallId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AgentId = table.Column<string>(type: "text", nullable: true),
                    AgentName = table.Column<string>(type: "text", nullable: true),
                    Team = table.Column<string>(type: "text", nullable: true),
                    Queue = table.Column<string>(type: "text", nullable: true),
                    Scorecard = table.Column<string>(type: "text", nullable: true),
                    Overall = table.Column<double>(type: "double precision", nullable: true),
                    Empathy = table.Column<int>(type: "integer", nullable: true),
                    Courtesy = table.Column<int>(type: "integer", nullable: true),
                    Resolution = table.Column<int>(type: "integer", nullable: true),
                    NeedsReview = table.Column<bool>(type: "boolean", nullable: false),
                    AutoFail = table.Column<bool>(type: "boolean", nullable: false),
                    Sections = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Answers = table.Column<string>(type: "text", nullable: true),
                    LongestHold = table.Column<int>(type: "integer", nullable: true),
                    LongestSilence = table.Column<int>(type: "integer", nullable: true),
                    TalkShare = table.Column<int>(type: "integer", nullable: true),
                    Interruptions = table.Column<int>(type: "integer", nullable: true)
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
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    OwnerId = table.Column<string>(type: "text", nullable: false),
                    OwnerName = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Query = table.Column<string>(type: "text", nullable: false),
                    Shared = table.Column<bool>(type: "boolean", nullable: false),
                    SavedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedSearches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SpokenTurns",
                columns: table => new
                {
                    Key = table.Column<long>(type: "bigint", nullable: false),
                    CallKey = table.Column<long>(type: "bigint", nullable: false),
                    Speaker = table.Column<int>(type: "integer", nullable: false),
                    StartTicks = table.Column<long>(type: "bigint", nullable: true),
                    Language = table.Column<string>(type: "text", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    Emotion = table.Column<string>(type: "text", nullable: true),
                    Words = table.Column<NpgsqlTsVector>(type: "tsvector", nullable: true, computedColumnSql: "to_tsvector(CASE \"Language\" WHEN 'de' THEN 'german'::regconfig WHEN 'en' THEN 'english'::regconfig ELSE 'simple'::regconfig END,\ntranslate(\"Text\", '.,-/@:_+~<>&;''’\\', '                '))", stored: true)
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

            migrationBuilder.CreateIndex(
                name: "IX_SpokenTurns_Words",
                table: "SpokenTurns",
                column: "Words")
                .Annotation("Npgsql:IndexMethod", "gin");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SavedSearches");

            migrationBuilder.DropTable(
                name: "SpokenTurns");

            migrationBuilder.DropTable(
                name: "CallFigures");
        }
    }
}
