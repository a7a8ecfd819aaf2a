using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CallQA.App.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CustomersNamesAndSources : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "CustomerName",
                table: "Calls",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Source",
                table: "Calls",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "CustomerName",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "Source",
                table: "Calls");
        }
    }
}
