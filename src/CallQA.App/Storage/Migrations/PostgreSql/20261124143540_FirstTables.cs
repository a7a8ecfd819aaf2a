using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CallQA.App.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    internal sealed partial class FirstTables : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "QuarantinedFiles",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Key = table.Column<string>(type: "text", nullable: false),
                    FileName = table.Column<string>(type: "text", nullable: false),
                    ContentHash = table.Column<string>(type: "text", nullable: true),
                    Fault = table.Column<int>(type: "integer", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    QuarantinedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    KeptAt = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QuarantinedFiles", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Calls",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentHash = table.Column<string>(type: "text", nullable: false),
                    FileName = table.Column<string>(type: "text", nullable: false),
                    DurationTicks = table.Column<long>(type: "bigint", nullable: false),
                    SampleRate = table.Column<int>(type: "integer", nullable: false),
                    ChannelCount = table.Column<int>(type: "integer", nullable: false),
                    Metadata = table.Column<string>(type: "text", nullable: false),
                    AgentId = table.Column<string>(type: "text", nullable: true),
                    AgentName = table.Column<string>(type: "text", nullable: true),
                    StartUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Stage = table.Column<int>(type: "integer", nullable: false),
                    TakenInUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Quarantine = table.Column<string>(type: "text", nullable: true),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    CurrentTranscriptId = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Calls", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "IntakePaths",
                columns: table => new
                {
                    Path = table.Column<string>(type: "text", nullable: false),
                    Announced = table.Column<string>(type: "text", nullable: true),
                    AnnouncedBy = table.Column<string>(type: "text", nullable: true),
                    AnnouncedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    CallId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Described = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IntakePaths", x => x.Path);
                    table.ForeignKey(
                        name: "FK_IntakePaths_Calls_CallId",
                        column: x => x.CallId,
                        principalTable: "Calls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Transcripts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    CallId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    OriginKey = table.Column<string>(type: "text", nullable: false),
                    Document = table.Column<string>(type: "text", nullable: false),
                    Measured = table.Column<bool>(type: "boolean", nullable: false),
                    Metrics = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Transcripts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Transcripts_Calls_CallId",
                        column: x => x.CallId,
                        principalTable: "Calls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Evaluations",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    CallId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TranscriptId = table.Column<long>(type: "bigint", nullable: false),
                    Evaluator = table.Column<int>(type: "integer", nullable: false),
                    Scorecard = table.Column<string>(type: "text", nullable: false),
                    Model = table.Column<string>(type: "text", nullable: false),
                    Empathy = table.Column<int>(type: "integer", nullable: true),
                    Courtesy = table.Column<int>(type: "integer", nullable: true),
                    Resolution = table.Column<int>(type: "integer", nullable: true),
                    Overall = table.Column<double>(type: "double precision", nullable: true),
                    NeedsReview = table.Column<bool>(type: "boolean", nullable: false),
                    EvaluatedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Document = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Evaluations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Evaluations_Calls_CallId",
                        column: x => x.CallId,
                        principalTable: "Calls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Evaluations_Transcripts_TranscriptId",
                        column: x => x.TranscriptId,
                        principalTable: "Transcripts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Calls_AgentId_StartUtc",
                table: "Calls",
                columns: new[] { "AgentId", "StartUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Calls_ContentHash",
                table: "Calls",
                column: "ContentHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Calls_CurrentTranscriptId",
                table: "Calls",
                column: "CurrentTranscriptId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Calls_Stage",
                table: "Calls",
                column: "Stage");

            migrationBuilder.CreateIndex(
                name: "IX_Calls_StartUtc",
                table: "Calls",
                column: "StartUtc");

            migrationBuilder.CreateIndex(
                name: "IX_Evaluations_CallId",
                table: "Evaluations",
                column: "CallId");

            migrationBuilder.CreateIndex(
                name: "IX_Evaluations_NeedsReview",
                table: "Evaluations",
                column: "NeedsReview");

            migrationBuilder.CreateIndex(
                name: "IX_Evaluations_Overall",
                table: "Evaluations",
                column: "Overall");

            migrationBuilder.CreateIndex(
                name: "IX_Evaluations_TranscriptId_Scorecard_Model",
                table: "Evaluations",
                columns: new[] { "TranscriptId", "Scorecard", "Model" },
                unique: true,
                filter: "\"Evaluator\" = 0");

            migrationBuilder.CreateIndex(
                name: "IX_IntakePaths_CallId",
                table: "IntakePaths",
                column: "CallId");

            migrationBuilder.CreateIndex(
                name: "IX_QuarantinedFiles_Key",
                table: "QuarantinedFiles",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_QuarantinedFiles_QuarantinedUtc",
                table: "QuarantinedFiles",
                column: "QuarantinedUtc");

            migrationBuilder.CreateIndex(
                name: "IX_Transcripts_CallId_OriginKey",
                table: "Transcripts",
                columns: new[] { "CallId", "OriginKey" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Calls_Transcripts_CurrentTranscriptId",
                table: "Calls",
                column: "CurrentTranscriptId",
                principalTable: "Transcripts",
                principalColumn: "Id",
                onDelete: ReferentialAction.SetNull);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Calls_Transcripts_CurrentTranscriptId",
                table: "Calls");

            migrationBuilder.DropTable(
                name: "Evaluations");

            migrationBuilder.DropTable(
                name: "IntakePaths");

            migrationBuilder.DropTable(
                name: "QuarantinedFiles");

            migrationBuilder.DropTable(
                name: "Transcripts");

            migrationBuilder.DropTable(
                name: "Calls");
        }
    }
}
