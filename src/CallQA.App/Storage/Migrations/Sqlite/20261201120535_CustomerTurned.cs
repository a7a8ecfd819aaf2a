using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CallQA.App.Storage.Migrations.Sqlite
{
    /// <summary>Calls wait because the customer turned, not because they are upset: another name, and no other tables.</summary>
    public partial class CustomerTurned : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => RenamedReason.Rename(migrationBuilder, "CustomerUpset", "CustomerTurned");

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => RenamedReason.Rename(migrationBuilder, "CustomerTurned", "CustomerUpset");
    }
}
