using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CallQA.App.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Operations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Calls_AgentId_StartUtc",
                table: "Calls");

            migrationBuilder.AddColumn<DateTime>(
                name: "BegunUtc",
                table: "Calls",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LeasedUntilUtc",
                table: "Calls",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LegalHold",
                table: "Calls",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ListedUtc",
                table: "Calls",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<int>(
                name: "Priority",
                table: "Calls",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "QuarantineCause",
                table: "Calls",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "QuarantineTrace",
                table: "Calls",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "QuarantinedUtc",
                table: "Calls",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Queue",
                table: "Calls",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SpeechModel",
                table: "Calls",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Worker",
                table: "Calls",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "WorkerCores",
                table: "Calls",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.Sql(
                @"UPDATE ""Calls"" SET ""ListedUtc"" = COALESCE(""StartUtc"", ""TakenInUtc""), ""Queue"" = json_extract(""Metadata"", '$.queue'),
                    ""QuarantineCause"" = CASE WHEN ""Quarantine"" IS NULL THEN NULL ELSE 20 END,
                    ""QuarantinedUtc"" = CASE WHEN ""Quarantine"" IS NULL THEN NULL ELSE ""TakenInUtc"" END");

            migrationBuilder.CreateTable(
                name: "Audit",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Action = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    CallDigest = table.Column<string>(type: "TEXT", nullable: false),
                    ContentHash = table.Column<string>(type: "TEXT", nullable: false),
                    FilesPending = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Audit", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "NightlyRuns",
                columns: table => new
                {
                    DueUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Worker = table.Column<string>(type: "TEXT", nullable: false),
                    BegunUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SeenUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Running = table.Column<int>(type: "INTEGER", nullable: true),
                    EndedUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Report = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NightlyRuns", x => x.DueUtc);
                });

            migrationBuilder.CreateTable(
                name: "StageRuns",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CallId = table.Column<string>(type: "TEXT", nullable: false),
                    Stage = table.Column<int>(type: "INTEGER", nullable: false),
                    Worker = table.Column<string>(type: "TEXT", nullable: false),
                    Cores = table.Column<int>(type: "INTEGER", nullable: false),
                    BegunUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AudioTicks = table.Column<long>(type: "INTEGER", nullable: false),
                    ElapsedTicks = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StageRuns", x => x.Id);
                    table.ForeignKey(
                        name: "FK_StageRuns_Calls_CallId",
                        column: x => x.CallId,
                        principalTable: "Calls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Calls_AgentId_ListedUtc",
                table: "Calls",
                columns: new[] { "AgentId", "ListedUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Calls_ListedUtc_Id",
                table: "Calls",
                columns: new[] { "ListedUtc", "Id" },
                descending: new[] { true, false });

            migrationBuilder.CreateIndex(
                name: "IX_Calls_QuarantineCause",
                table: "Calls",
                column: "QuarantineCause");

            migrationBuilder.CreateIndex(
                name: "IX_Calls_TakenInUtc",
                table: "Calls",
                column: "TakenInUtc");

            migrationBuilder.CreateIndex(
                name: "IX_Audit_CallDigest",
                table: "Audit",
                column: "CallDigest");

            migrationBuilder.CreateIndex(
                name: "IX_Audit_FilesPending",
                table: "Audit",
                column: "FilesPending");

            migrationBuilder.CreateIndex(
                name: "IX_NightlyRuns_Running",
                table: "NightlyRuns",
                column: "Running",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StageRuns_CallId",
                table: "StageRuns",
                column: "CallId");

            migrationBuilder.CreateIndex(
                name: "IX_StageRuns_EndedUtc",
                table: "StageRuns",
                column: "EndedUtc");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Audit");

            migrationBuilder.DropTable(
                name: "NightlyRuns");

            migrationBuilder.DropTable(
                name: "StageRuns");

            migrationBuilder.DropIndex(
                name: "IX_Calls_AgentId_ListedUtc",
                table: "Calls");

            migrationBuilder.DropIndex(
                name: "IX_Calls_ListedUtc_Id",
                table: "Calls");

            migrationBuilder.DropIndex(
                name: "IX_Calls_QuarantineCause",
                table: "Calls");

            migrationBuilder.DropIndex(
                name: "IX_Calls_TakenInUtc",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "BegunUtc",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "LeasedUntilUtc",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "LegalHold",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "ListedUtc",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "Priority",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "QuarantineCause",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "QuarantineTrace",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "QuarantinedUtc",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "Queue",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "SpeechModel",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "Worker",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "WorkerCores",
                table: "Calls");

            migrationBuilder.CreateIndex(
                name: "IX_Calls_AgentId_StartUtc",
                table: "Calls",
                columns: new[] { "AgentId", "StartUtc" });
        }
    }
}
