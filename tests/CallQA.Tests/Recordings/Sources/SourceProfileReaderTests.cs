using CallQA.Recordings;
using CallQA.Recordings.Sources;
using CallQA.Transcription;

namespace CallQA.Tests.Recordings.Sources;

public sealed class SourceProfileReaderTests
{
    private const string Whole = """
        source: pbx-berlin
        folder: pbx1/berlin
        time-zone: Europe/Berlin
        region: DE
        dates: [dd.MM.yyyy HH:mm:ss]
        decimal: comma
        durations: milliseconds
        channel-map: customer,agent
        language: de
        direction: inbound
        team: Nord
        queue: orders
        campaign: spring
        columns:
          Bearbeiter: agent_id
        file-names:
          - preset: freepbx
          - pattern: '^(?<agent_id>\d+)_(?<start_time>\d{14})$'
        """;

    [Fact]
    public void Read_TakesEverything()
    {
        var profile = SourceProfileReader.Read(Whole, "pbx.yaml");

        (profile.Id, profile.Folder, profile.TimeZone!.Id, profile.Region, profile.DecimalMark).ShouldBe(("pbx-berlin", "pbx1/berlin/", "Europe/Berlin", "DE", ','));
        profile.CountsMilliseconds.ShouldBeTrue();
        profile.DateFormats.ShouldBe(["dd.MM.yyyy HH:mm:ss"]);
        profile.Columns.ShouldBe(new Dictionary<string, string> { ["Bearbeiter"] = "agent_id" });
        profile.FileNames.Count.ShouldBe(FileNamePresets.All["freepbx"].Patterns.Count + 1);
        profile.Defaults.ChannelMap.ShouldBe([Speaker.Customer, Speaker.Agent]);
        (profile.Defaults with { ChannelMap = null }).ShouldBe(
            new CallMetadata { Language = "de", Direction = "inbound", Team = "Nord", Queue = "orders", Campaign = "spring" });
    }

    [Theory]
    [InlineData("folder: x", "line 1, column 1: The profile lacks 'source'; add it.")]
    [InlineData("source: a\nfolder: ../x", "line 2, column 9: The profile has the folder '../x'; write a folder below the intake folder")]
    [InlineData("source: a\ntime-zone: Berlin", "line 2, column 12: The profile has the time-zone 'Berlin'; write an IANA name such as Europe/Berlin.")]
    [InlineData("source: a\nregion: Germany", "The profile has the region 'Germany'; write the country's two letters such as DE.")]
    [InlineData("source: a\ndates: [dd.MM HH]", "The profile has the date format 'dd.MM HH', which does not bring a date and time back")]
    [InlineData("source: a\ndecimal: x", "The profile has the decimal 'x'; write comma or point.")]
    [InlineData("source: a\ndurations: minutes", "The profile has the durations 'minutes'; write seconds or milliseconds.")]
    [InlineData("source: a\ncolumns: { Bearbeiter: agent }", "The profile gives the column 'Bearbeiter' the name 'agent', which is no field; use call_id")]
    [InlineData("source: a\nfile-names: [{ preset: nobody }]", "This form of names has the preset 'nobody'; use freepbx")]
    [InlineData("source: a\nfile-names: [{ pattern: '(' }]", "it is no regular expression")]
    [InlineData("source: a\nfile-names: [{}]", "This form of names has neither 'preset' nor 'pattern'; write one of them.")]
    [InlineData("source: a\ncolour: red", "The profile has the unknown key 'colour'; use source, folder")]
    [InlineData("source: [", "this is not valid YAML")]
    public void Read_SaysWhatIsWrong_WithLineAndColumn(string text, string expected)
    {
        var exception = Should.Throw<InputException>(() => SourceProfileReader.Read(text, "pbx.yaml"));

        exception.Fault.ShouldBe(InputFault.Settings);
        exception.Message.ShouldContain(expected);
    }

    [Fact]
    public void Read_RefusesOrReads_WhateverTheTextIs()
    {
        var random = new Random(7);
        for (var round = 0; round < 10_000; round++)
        {
            var text = Whole.ToCharArray();
            for (var change = random.Next(1, 6); change > 0; change--)
                text[random.Next(text.Length)] = (char)random.Next(1, 256);
            try
            {
                SourceProfileReader.Read(new string(text, 0, random.Next(text.Length + 1)), "pbx.yaml").Id.ShouldNotBeEmpty();
            }
            catch (InputException exception)
            {
                exception.Fault.ShouldBe(InputFault.Settings);
            }
        }
    }
}
