using Microsoft.EntityFrameworkCore.Design;

namespace CallQA.App.Storage;

/// <summary>Lets <c>dotnet ef migrations add NAME --context SqliteCallQADbContext</c> build the model without a database.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteCallQADbContext>
{
    public SqliteCallQADbContext CreateDbContext(string[] args) => (SqliteCallQADbContext)new CallQADbContextFactory(
        DatabaseLocation.Parse("design.db", Path.GetTempPath())).CreateDbContext();
}

/// <summary>The same for <c>--context PostgreSqlCallQADbContext</c>.</summary>
internal sealed class PostgreSqlDesignTime : IDesignTimeDbContextFactory<PostgreSqlCallQADbContext>
{
    public PostgreSqlCallQADbContext CreateDbContext(string[] args) => (PostgreSqlCallQADbContext)new CallQADbContextFactory(
        DatabaseLocation.Parse("Host=localhost;Database=callqa", Path.GetTempPath())).CreateDbContext();
}
