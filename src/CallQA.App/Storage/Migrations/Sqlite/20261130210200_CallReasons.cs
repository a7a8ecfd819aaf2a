using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CallQA.App.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CallReasons : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "CallFigures",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Reason",
                table: "CallFigures");
        }
    }
}
