using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CallQA.App.Storage.Migrations.Sqlite
{
    /// <summary>Calls wait because the customer turned, not because they are upset: another name, and no other tables.</summary>
    [DbContext(typeof(SqliteCallQADbContext))]
    [Migration("20261201093000_CustomerTurned")]
    public partial class CustomerTurned : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => Rename(migrationBuilder, "CustomerUpset", "CustomerTurned");

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => Rename(migrationBuilder, "CustomerTurned", "CustomerUpset");

        private static void Rename(MigrationBuilder migrationBuilder, string from, string to)
        {
            foreach (var (table, column) in new[] { ("ReviewTasks", "Reasons"), ("SavedSearches", "Query") })
                migrationBuilder.Sql($"""UPDATE "{table}" SET "{column}" = replace("{column}", '{from}', '{to}') WHERE "{column}" LIKE '%{from}%';""");
        }
    }
}
