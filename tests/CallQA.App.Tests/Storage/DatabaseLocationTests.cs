using CallQA.App.Storage;

namespace CallQA.App.Tests.Storage;

public sealed class DatabaseLocationTests
{
    [Theory]
    [InlineData(null, "/data/callqa.db")]
    [InlineData("  ", "/data/callqa.db")]
    [InlineData("calls.db", "/data/calls.db")]
    [InlineData("/elsewhere/calls.db", "/elsewhere/calls.db")]
    [InlineData("Data Source=calls.db", "/data/calls.db")]
    public void Parse_IsASqliteFile_WhenNoHostIsNamed(string? setting, string file)
    {
        var location = DatabaseLocation.Parse(setting, "/data");
        location.Provider.ShouldBe(DatabaseProvider.Sqlite);
        location.SqliteFile.ShouldBe(file);
    }

    [Theory]
    [InlineData("Host=db;Database=callqa;Username=callqa")]
    [InlineData("server=db;database=callqa")]
    public void Parse_IsPostgreSql_WhenAHostIsNamed(string setting) =>
        DatabaseLocation.Parse(setting, "/data").Provider.ShouldBe(DatabaseProvider.PostgreSql);

    [Theory]
    [InlineData("postgres://user:secret@db/callqa")]
    [InlineData("Host=db;Nonsense=secret")]
    [InlineData("Colour=secret")]
    public void Parse_RefusesWithoutRepeatingThePassword_WhenTheTextIsNeither(string setting)
    {
        var refusal = Should.Throw<InputException>(() => DatabaseLocation.Parse(setting, "/data"));
        refusal.Fault.ShouldBe(InputFault.Settings);
        refusal.Message.ShouldNotContain("secret");
    }
}
