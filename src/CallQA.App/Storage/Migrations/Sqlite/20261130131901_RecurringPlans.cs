using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CallQA.App.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RecurringPlans : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "RecurringId",
                table: "SamplingPlans",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ExternalId",
                table: "Users",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "RecurringPlans",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    PerAgent = table.Column<int>(type: "INTEGER", nullable: false),
                    Cycle = table.Column<int>(type: "INTEGER", nullable: false),
                    Stratify = table.Column<int>(type: "INTEGER", nullable: false),
                    Seed = table.Column<string>(type: "TEXT", nullable: false),
                    Assigns = table.Column<bool>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DrawnUntilUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    StoppedUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    StoppedBy = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecurringPlans", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Users_ExternalId",
                table: "Users",
                column: "ExternalId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SamplingPlans_RecurringId_FromUtc",
                table: "SamplingPlans",
                columns: new[] { "RecurringId", "FromUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_ReviewTasks_PlanId",
                table: "ReviewTasks",
                column: "PlanId",
                filter: "\"PlanId\" IS NOT NULL");

            migrationBuilder.AddForeignKey(
                name: "FK_SamplingPlans_RecurringPlans_RecurringId",
                table: "SamplingPlans",
                column: "RecurringId",
                principalTable: "RecurringPlans",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_SamplingPlans_RecurringPlans_RecurringId",
                table: "SamplingPlans");

            migrationBuilder.DropTable(
                name: "RecurringPlans");

            migrationBuilder.DropIndex(
                name: "IX_SamplingPlans_RecurringId_FromUtc",
                table: "SamplingPlans");

            migrationBuilder.DropIndex(
                name: "IX_ReviewTasks_PlanId",
                table: "ReviewTasks");

            migrationBuilder.DropIndex(
                name: "IX_Users_ExternalId",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "ExternalId",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "RecurringId",
                table: "SamplingPlans");
        }
    }
}
