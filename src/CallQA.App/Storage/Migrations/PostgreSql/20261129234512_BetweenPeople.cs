using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CallQA.App.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class BetweenPeople : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_ReviewDrafts",
                table: "ReviewDrafts");

            migrationBuilder.AddColumn<int>(
                name: "Kind",
                table: "Reviews",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "SessionId",
                table: "Reviews",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SessionId",
                table: "ReviewDrafts",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddPrimaryKey(
                name: "PK_ReviewDrafts",
                table: "ReviewDrafts",
                columns: new[] { "CallId", "ReviewerId", "SessionId" });

            migrationBuilder.CreateTable(
                name: "CalibrationSessions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Scorecard = table.Column<string>(type: "text", nullable: false),
                    DueUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    MasterId = table.Column<string>(type: "text", nullable: true),
                    Seed = table.Column<string>(type: "text", nullable: true),
                    By = table.Column<string>(type: "text", nullable: false),
                    OpenedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ClosedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CalibrationSessions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ScoreEvents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    CallId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    ReviewId = table.Column<long>(type: "bigint", nullable: false),
                    OutcomeId = table.Column<long>(type: "bigint", nullable: true),
                    Round = table.Column<int>(type: "integer", nullable: false),
                    ById = table.Column<string>(type: "text", nullable: false),
                    By = table.Column<string>(type: "text", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    SinceUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Document = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ScoreEvents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ScoreEvents_Calls_CallId",
                        column: x => x.CallId,
                        principalTable: "Calls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ScoreEvents_Reviews_OutcomeId",
                        column: x => x.OutcomeId,
                        principalTable: "Reviews",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ScoreEvents_Reviews_ReviewId",
                        column: x => x.ReviewId,
                        principalTable: "Reviews",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Standings",
                columns: table => new
                {
                    CallId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReviewId = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    ReleasedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DueUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    DisputedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Round = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Standings", x => x.CallId);
                    table.ForeignKey(
                        name: "FK_Standings_Calls_CallId",
                        column: x => x.CallId,
                        principalTable: "Calls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Standings_Reviews_ReviewId",
                        column: x => x.ReviewId,
                        principalTable: "Reviews",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CalibrationCalls",
                columns: table => new
                {
                    SessionId = table.Column<long>(type: "bigint", nullable: false),
                    CallId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CalibrationCalls", x => new { x.SessionId, x.CallId });
                    table.ForeignKey(
                        name: "FK_CalibrationCalls_CalibrationSessions_SessionId",
                        column: x => x.SessionId,
                        principalTable: "CalibrationSessions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CalibrationCalls_Calls_CallId",
                        column: x => x.CallId,
                        principalTable: "Calls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CalibrationMembers",
                columns: table => new
                {
                    SessionId = table.Column<long>(type: "bigint", nullable: false),
                    ReviewerId = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CalibrationMembers", x => new { x.SessionId, x.ReviewerId });
                    table.ForeignKey(
                        name: "FK_CalibrationMembers_CalibrationSessions_SessionId",
                        column: x => x.SessionId,
                        principalTable: "CalibrationSessions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Consensus",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SessionId = table.Column<long>(type: "bigint", nullable: false),
                    CallId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Question = table.Column<string>(type: "text", nullable: false),
                    Choice = table.Column<string>(type: "text", nullable: true),
                    Remark = table.Column<string>(type: "text", nullable: true),
                    By = table.Column<string>(type: "text", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Consensus", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Consensus_CalibrationSessions_SessionId",
                        column: x => x.SessionId,
                        principalTable: "CalibrationSessions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Consensus_Calls_CallId",
                        column: x => x.CallId,
                        principalTable: "Calls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Reviews_SessionId_CallId_ReviewerId",
                table: "Reviews",
                columns: new[] { "SessionId", "CallId", "ReviewerId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Reviews_SubmittedUtc",
                table: "Reviews",
                column: "SubmittedUtc");

            migrationBuilder.CreateIndex(
                name: "IX_CalibrationCalls_CallId",
                table: "CalibrationCalls",
                column: "CallId");

            migrationBuilder.CreateIndex(
                name: "IX_CalibrationMembers_ReviewerId",
                table: "CalibrationMembers",
                column: "ReviewerId");

            migrationBuilder.CreateIndex(
                name: "IX_Consensus_CallId",
                table: "Consensus",
                column: "CallId");

            migrationBuilder.CreateIndex(
                name: "IX_Consensus_SessionId",
                table: "Consensus",
                column: "SessionId");

            migrationBuilder.CreateIndex(
                name: "IX_ScoreEvents_CallId",
                table: "ScoreEvents",
                column: "CallId");

            migrationBuilder.CreateIndex(
                name: "IX_ScoreEvents_Kind_AtUtc",
                table: "ScoreEvents",
                columns: new[] { "Kind", "AtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_ScoreEvents_OutcomeId",
                table: "ScoreEvents",
                column: "OutcomeId");

            migrationBuilder.CreateIndex(
                name: "IX_ScoreEvents_ReviewId",
                table: "ScoreEvents",
                column: "ReviewId");

            migrationBuilder.CreateIndex(
                name: "IX_Standings_ReviewId",
                table: "Standings",
                column: "ReviewId");

            migrationBuilder.CreateIndex(
                name: "IX_Standings_State_DueUtc",
                table: "Standings",
                columns: new[] { "State", "DueUtc" });

            migrationBuilder.AddForeignKey(
                name: "FK_Reviews_CalibrationSessions_SessionId",
                table: "Reviews",
                column: "SessionId",
                principalTable: "CalibrationSessions",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            // The latest review of each call is in force; its agent may take note of it, and the time to dispute it is over.
            migrationBuilder.Sql("""
                INSERT INTO "Standings" ("CallId", "ReviewId", "State", "ReleasedUtc", "Round", "Version")
                SELECT "CallId", "Id", 0, "SubmittedUtc", 0, 0 FROM "Reviews" WHERE "Id" IN (SELECT MAX("Id") FROM "Reviews" GROUP BY "CallId")
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Reviews_CalibrationSessions_SessionId",
                table: "Reviews");

            migrationBuilder.DropTable(
                name: "CalibrationCalls");

            migrationBuilder.DropTable(
                name: "CalibrationMembers");

            migrationBuilder.DropTable(
                name: "Consensus");

            migrationBuilder.DropTable(
                name: "ScoreEvents");

            migrationBuilder.DropTable(
                name: "Standings");

            migrationBuilder.DropTable(
                name: "CalibrationSessions");

            migrationBuilder.DropIndex(
                name: "IX_Reviews_SessionId_CallId_ReviewerId",
                table: "Reviews");

            migrationBuilder.DropIndex(
                name: "IX_Reviews_SubmittedUtc",
                table: "Reviews");

            migrationBuilder.DropPrimaryKey(
                name: "PK_ReviewDrafts",
                table: "ReviewDrafts");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "Reviews");

            migrationBuilder.DropColumn(
                name: "SessionId",
                table: "Reviews");

            migrationBuilder.DropColumn(
                name: "SessionId",
                table: "ReviewDrafts");

            migrationBuilder.AddPrimaryKey(
                name: "PK_ReviewDrafts",
                table: "ReviewDrafts",
                columns: new[] { "CallId", "ReviewerId" });
        }
    }
}
