using CallQA.App.Settings;
using CallQA.Transcription;
using Microsoft.Extensions.Configuration;

namespace CallQA.App.Tests.Settings;

public sealed class SettingsReaderTests
{
    [Fact]
    public void Read_GivesTheDefaults_WhenNothingIsSet()
    {
        var settings = Read();
        settings.Urls.ShouldBe("http://127.0.0.1:5080");
        settings.Channels.ShouldBe([Speaker.Agent, Speaker.Customer]);
        settings.DataDirectory.ShouldBe(Path.GetFullPath("callqa-data"));
        settings.IntakePath.ShouldBe(Path.Combine(settings.DataDirectory, "intake"));
    }

    [Fact]
    public void Read_TakesTheCommandLineOverTheConfiguration()
    {
        var configuration = Of(("CallQA:WorkerCount", "3"), ("CallQA:DataDirectory", "/one"), ("ConnectionStrings:CallQA", "Host=db"));
        var settings = SettingsReader.Read(configuration, read => read with { DataDirectory = "/two" });
        settings.WorkerCount.ShouldBe(3);
        settings.DataDirectory.ShouldBe("/two");
        settings.Database.ShouldBe("Host=db");
    }

    [Theory]
    [InlineData("WorkerCount", "0")]
    [InlineData("WorkerCount", "many")]
    [InlineData("WorkerCont", "2")]
    [InlineData("IntakeStableSeconds", "4000")]
    [InlineData("TimeZone", "Europe/Nowhere")]
    [InlineData("ChannelMap", "agent,boss")]
    [InlineData("ChannelMap", "1,2")]
    [InlineData("Urls", "localhost")]
    [InlineData("Urls", "ftp://localhost")]
    [InlineData("Transcriber", "magic")]
    [InlineData("Language", "English")]
    [InlineData("DataDirectory", " ")]
    [InlineData("IntakeFolder", ".")]
    public void Read_NamesTheSettingAndTheRemedy_WhenAValueCannotBeUsed(string name, string value)
    {
        var refusal = Should.Throw<InputException>(() => Read(("CallQA:" + name, value)));
        refusal.Fault.ShouldBe(InputFault.Settings);
        refusal.Message.ShouldContain(name);
        refusal.Message.ShouldContain(';');
    }

    [Theory]
    [InlineData("/srv/recordings")]
    [InlineData("/srv/recordings/")]
    [InlineData("/srv/recordings/new")]
    [InlineData("/srv/x/../quarantine")]
    [InlineData("/srv/reports/2026-11")]
    [InlineData("/srv/keys")]
    [InlineData("/srv")]
    [InlineData("/")]
    [InlineData("/base")]
    public void Read_RefusesAnIntakeFolder_WhereSomethingIsKept(string intake) =>
        Should.Throw<InputException>(() => SettingsReader.Read(
                Of(("CallQA:DataDirectory", "/srv"), ("CallQA:IntakeFolder", intake), ("ConnectionStrings:CallQA", "/base/callqa.db"))))
            .Message.ShouldContain("IntakeFolder");

    [Theory]
    [InlineData("/srv/intake")]
    [InlineData("/srv/recordings-new")]
    [InlineData("/elsewhere")]
    public void Read_AcceptsAnIntakeFolder_WhenItLiesApart(string intake) =>
        Read(("CallQA:DataDirectory", "/srv"), ("CallQA:IntakeFolder", intake)).IntakePath.ShouldBe(intake);

    private static CallQASettings Read(params (string Key, string Value)[] values) => SettingsReader.Read(Of(values));

    private static IConfiguration Of(params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.ToDictionary(value => value.Key, value => (string?)value.Value))
        .Build();
}
