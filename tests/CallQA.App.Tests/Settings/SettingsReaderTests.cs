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
    [InlineData("Queues", "orders")]
    [InlineData("Queues", "orders=0")]
    [InlineData("Sources", "=90")]
    [InlineData("Sources", "pbx=soon")]
    public void Read_RefusesARuleOfRetention_ThatNamesNoDays(string which, string written) =>
        Should.Throw<InputException>(() => Read(($"CallQA:Retention:{which}", written))).Message.ShouldContain($"Retention:{which}");

    [Theory]
    [InlineData("keep", OriginalsRule.Keep)]
    [InlineData("KEEP", OriginalsRule.Keep)]
    [InlineData("destroy", OriginalsRule.Destroy)]
    public void Read_TakesNamesInAnyCase(string written, OriginalsRule rule) => Read(("CallQA:Redaction:Originals", written)).Redaction.Originals.ShouldBe(rule);

    [Theory]
    [InlineData("s3://recordings/in", false)]
    [InlineData("s3://recordings/calls/2026", true)]
    [InlineData("s3://recordings", true)]
    [InlineData("s3://elsewhere/calls", false)]
    public void Read_Refuses_WhereRecordingsWouldBeTakenFromWhereTheyAreKept(string taken, bool refused)
    {
        var credentials = Path.GetTempFileName();
        try
        {
            File.WriteAllText(credentials, "[default]\naws_access_key_id = a\naws_secret_access_key = b\n");
            CallQASettings ReadBoth() => Read(
                ("CallQA:Bucket:Address", taken), ("CallQA:Store:Address", "s3://recordings/calls"), ("CallQA:Store:CredentialsFile", credentials));
            if (refused) Should.Throw<InputException>(ReadBoth).Message.ShouldContain("taken from");
            else ReadBoth().Store.Bucket!.ToString().ShouldBe("s3://recordings/calls/");
        }
        finally
        {
            File.Delete(credentials);
        }
    }

    [Theory]
    [InlineData("WorkerCount", "0")]
    [InlineData("WorkerCount", "many")]
    [InlineData("Reports:Address", "callqa.example")]
    [InlineData("Reports:Address", "https://callqa.example/?page=1")]
    [InlineData("WorkerCont", "2")]
    [InlineData("IntakeStableSeconds", "4000")]
    [InlineData("TimeZone", "Europe/Nowhere")]
    [InlineData("ChannelMap", "agent,boss")]
    [InlineData("ChannelMap", "1,2")]
    [InlineData("Redaction:Kinds", "cardNumber,shoeSize")]
    [InlineData("Redaction:Kinds", "3")]
    [InlineData("Redaction:MarginMilliseconds", "2001")]
    [InlineData("Redaction:Originals", "hide")]
    [InlineData("Redaction:Originals", "1")]
    [InlineData("Encryption:KeyFile", "callqa-data/master.key")]
    [InlineData("Proxies", "proxy.example")]
    [InlineData("Urls", "localhost")]
    [InlineData("Urls", "ftp://localhost")]
    [InlineData("WorkerUrls", "localhost:5081")]
    [InlineData("Transcriber", "magic")]
    [InlineData("Language", "English")]
    [InlineData("DataDirectory", " ")]
    [InlineData("IntakeFolder", ".")]
    [InlineData("NightlyCron", "at night")]
    [InlineData("NightlyCron", "99 2 * * *")]
    [InlineData("Bucket:Address", "https://store/recordings")]
    [InlineData("Bucket:Endpoint", "https://key:secret@store")]
    [InlineData("Bucket:Region", "eu central")]
    [InlineData("Bucket:CredentialsFile", "/nowhere/credentials")]
    [InlineData("Store:Address", "s3://recordings/calls")]
    [InlineData("Store:Endpoint", "store:9000")]
    [InlineData("Store:CopiesMebibytes", "15")]
    [InlineData("Speech", "fast")]
    [InlineData("Speech:BeamSze", "2")]
    [InlineData("Speech:BeamSize", "17")]
    [InlineData("Speech:BeamSize", "wide")]
    [InlineData("Speech:Threads", "0")]
    [InlineData("Speech:Patience", "0")]
    [InlineData("Speech:Patience", "NaN")]
    [InlineData("Speech:LengthPenalty", "1.5")]
    [InlineData("Speech:BestOf", "17")]
    [InlineData("Speech:WordTimes", "yes")]
    [InlineData("Speech:Languages", "en,de")]
    [InlineData("Speech:Vocabulary", "/nowhere/terms.txt")]
    [InlineData("Speech:MaxSegmentLength", "5")]
    [InlineData("Downloads:BaseAddress", "here")]
    [InlineData("Downloads:BaseAddress", "https://me:secret@mirror.example/")]
    [InlineData("Downloads:Proxy", "proxy:3128")]
    [InlineData("WorkerCount:Deep", "1")]
    [InlineData("Disputes:WindowDays", "0")]
    [InlineData("Disputes:DecideDays", "91")]
    [InlineData("Disputes:MostRounds", "6")]
    [InlineData("Database", "callqa.db")]
    [InlineData("IntakePath", "/srv")]
    public void Read_NamesTheSettingAndTheRemedy_WhenAValueCannotBeUsed(string name, string value)
    {
        var refusal = Should.Throw<InputException>(() => Read(("CallQA:" + name, value)));
        refusal.Fault.ShouldBe(InputFault.Settings);
        refusal.Message.ShouldContain(name.Split(':')[0]);
        refusal.Message.ShouldContain(';');
        refusal.Message.ShouldNotContain("System.");
    }

    [Theory]
    [InlineData("WorkerCont", "did you mean WorkerCount?")]
    [InlineData("Speech:Beamsizes", "did you mean BeamSize?")]
    [InlineData("WhisperModels", "did you mean WhisperModel?")]
    public void Read_ProposesTheNearestName_WhenASettingIsMisspelt(string name, string proposal) =>
        Should.Throw<InputException>(() => Read(("CallQA:" + name, "2"))).Message.ShouldContain(proposal);

    [Fact]
    public void Read_HandsTheSpeechSettingsToTheEngine()
    {
        var settings = Read(
            ("CallQA:Language", "auto"),
            ("CallQA:ChannelMap", "auto"),
            ("CallQA:Speech:Languages", "en, de"),
            ("CallQA:Speech:BeamSize", "5"),
            ("CallQA:Speech:Patience", "1.5"),
            ("CallQA:Speech:LengthPenalty", "0.8"),
            ("CallQA:Speech:TemperatureFallback", "false"),
            ("CallQA:Speech:BestOf", "3"),
            ("CallQA:Speech:WordTimes", "false"),
            ("CallQA:Speech:Threads", ""));
        var options = settings.Engines.Speech.ToOptions(settings.Engines.Language);
        options.Language.ShouldBe("auto");
        options.Languages.ShouldBe(["en", "de"]);
        settings.Engines.Speech.BeamSize.ShouldBe(5);
        options.Patience.ShouldBe(1.5);
        options.LengthPenalty.ShouldBe(0.8);
        options.TemperatureFallback.ShouldBeFalse();
        options.BestOf.ShouldBe(3);
        options.WordTimes.ShouldBeFalse();
        settings.Channels.ShouldBeEmpty();
        settings.ReportLanguage.ShouldBe("en");
    }

    [Theory]
    [InlineData("*/5 * * * *")]
    [InlineData("0 2 * * MON-FRI")]
    [InlineData("0 0 L * *")]
    public void Read_TakesEveryCronExpressionOfHangfire(string cron) => Read(("CallQA:NightlyCron", cron)).NightlyCron.ShouldBe(cron);

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
