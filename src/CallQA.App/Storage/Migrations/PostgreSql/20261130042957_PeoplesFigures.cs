using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CallQA.App.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class PeoplesFigures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "ChangedUtc",
                table: "CallFigures",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<string>(
                name: "HumanAnswers",
                table: "CallFigures",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "HumanAutoFail",
                table: "CallFigures",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<double>(
                name: "HumanOverall",
                table: "CallFigures",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "HumanScorecard",
                table: "CallFigures",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "HumanSections",
                table: "CallFigures",
                type: "text",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_CallFigures_ChangedUtc",
                table: "CallFigures",
                column: "ChangedUtc");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_CallFigures_ChangedUtc",
                table: "CallFigures");

            migrationBuilder.DropColumn(
                name: "ChangedUtc",
                table: "CallFigures");

            migrationBuilder.DropColumn(
                name: "HumanAnswers",
                table: "CallFigures");

            migrationBuilder.DropColumn(
                name: "HumanAutoFail",
                table: "CallFigures");

            migrationBuilder.DropColumn(
                name: "HumanOverall",
                table: "CallFigures");

            migrationBuilder.DropColumn(
                name: "HumanScorecard",
                table: "CallFigures");

            migrationBuilder.DropColumn(
                name: "HumanSections",
                table: "CallFigures");
        }
    }
}
