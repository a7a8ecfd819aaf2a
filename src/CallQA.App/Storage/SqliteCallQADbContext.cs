using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>The tables in a SQLite file.</summary>
internal sealed class SqliteCallQADbContext(DbContextOptions<SqliteCallQADbContext> options) : CallQADbContext(options);
