using CallQA.Recordings;
using CallQA.Recordings.Sources;

namespace CallQA.Tests.Recordings.Sources;

public sealed class SidecarTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ReadAsync_TakesNestedJson()
    {
        var path = folder.Write(
            "a.json",
            """
            { "conversationId": "c-1", "startTime": "2026-03-31T14:05:00Z", "direction": "Inbound", "customerSatisfactionRating": 4,
              "agentInfo": [{ "agentId": "a-101", "agentName": "Emily Carter" }], "queue": { "queueName": "orders" }, "tags": ["x"], "nothing": null }
            """);

        var (told, problems) = await Sidecar.ReadAsync(path, source: null, zone: null, Token);

        problems.ShouldBeEmpty();
        told.ShouldBe(new CallMetadata
        {
            CallId = "c-1",
            StartTime = new DateTimeOffset(2026, 3, 31, 14, 5, 0, TimeSpan.Zero),
            Direction = "inbound",
            CustomerSatisfaction = 4,
            AgentId = "a-101",
            AgentName = "Emily Carter",
            Queue = "orders",
        });
    }

    [Fact]
    public async Task ReadAsync_TakesAContactRecordOfObjectsInObjects()
    {
        var path = folder.Write(
            "a.json",
            """
            { "ContactId": "c-1", "Agent": { "Username": "a-101", "RoutingProfile": { "Name": "basic" } }, "Queue": { "ARN": "arn:x", "Name": "orders" },
              "CustomerEndpoint": { "Address": "+493012345678", "Type": "TELEPHONE_NUMBER" }, "SystemEndpoint": { "Address": "+498912345" } }
            """);

        var (told, problems) = await Sidecar.ReadAsync(path, source: null, zone: null, Token);

        problems.ShouldBeEmpty();
        told.ShouldBe(new CallMetadata { CallId = "c-1", AgentId = "a-101", Queue = "orders", CustomerPhone = "+493012345678" });
    }

    [Theory]
    [InlineData("""{ "customer_name": "Jutta Behrens" }""", "Jutta Behrens")]
    [InlineData("""{ "first_name": "Jutta", "last_name": "Behrens" }""", "Jutta Behrens")]
    [InlineData("""{ "customer": { "first_name": "Jutta", "last_name": "Behrens" } }""", "Jutta Behrens")]
    [InlineData("""{ "agent": { "first_name": "Emily", "last_name": "Carter" } }""", null)]
    [InlineData("""{ "users": [{ "first_name": "Emily", "last_name": "Carter" }] }""", null)]
    public async Task ReadAsync_TakesTheCustomersName_AndNobodyElses(string content, string? name)
    {
        var (told, _) = await Sidecar.ReadAsync(folder.Write("a.json", content), source: null, zone: null, Token);

        told.CustomerName.ShouldBe(name);
    }

    [Fact]
    public async Task ReadAsync_TakesXml_WithNamesOfTheSourcesOwn()
    {
        var path = folder.Write(
            "a.xml",
            """<?xml version="1.0"?><call id="77"><parties><bearbeiter>a-7</bearbeiter></parties><beginn>31.03.2026 14:05</beginn><duration>184,5</duration></call>""");
        var source = new SourceProfile
        {
            Id = "pbx",
            Region = "DE",
            Columns = new Dictionary<string, string> { ["Bearbeiter"] = "agent_id", ["beginn"] = "start_time", ["id"] = "call_id" },
        };

        var (told, problems) = await Sidecar.ReadAsync(path, source, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), Token);

        problems.ShouldBeEmpty();
        (told.CallId, told.AgentId, told.StartTime, told.StatedDuration).ShouldBe(
            ("77", "a-7", new DateTimeOffset(2026, 3, 31, 14, 5, 0, TimeSpan.FromHours(2)), TimeSpan.FromSeconds(184.5)));
    }

    [Fact]
    public async Task ReadAsync_LeavesAValueOut_WhenItMeansNothing()
    {
        var path = folder.Write("a.json", """{ "call_id": "c-1", "language": "klingon" }""");

        var (told, problems) = await Sidecar.ReadAsync(path, source: null, zone: null, Token);

        told.ShouldBe(new CallMetadata { CallId = "c-1" });
        problems.ShouldHaveSingleItem().ShouldContain("'klingon' is no known language");
    }

    [Theory]
    [InlineData("{ \"a\": ")]
    [InlineData("no metadata at all")]
    [InlineData("<call><a></call>")]
    [InlineData("<!DOCTYPE call [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><call><call_id>&a;</call_id></call>")]
    public async Task ReadAsync_RefusesWhatIsNeitherJsonNorXml(string content)
    {
        var path = folder.Write("a.json", content);

        var exception = await Should.ThrowAsync<InputException>(() => Sidecar.ReadAsync(path, source: null, zone: null, Token));

        exception.Fault.ShouldBe(InputFault.Metadata);
        exception.Message.ShouldStartWith($"The sidecar '{path}' is neither JSON nor XML");
    }

    [Fact]
    public async Task ReadAsync_RefusesOrReads_WhateverTheBytesAre()
    {
        var random = new Random(8);
        var good = """{ "call_id": "c-1", "agentInfo": [{ "agentId": "a" }], "start_time": "2026-03-31T14:05:00Z" }"""u8.ToArray();
        var path = folder.At("a.json");
        for (var round = 0; round < 10_000; round++)
        {
            var content = good.ToArray();
            for (var change = random.Next(1, 6); change > 0; change--)
                content[random.Next(content.Length)] = (byte)random.Next(256);
            await File.WriteAllBytesAsync(path, content[..random.Next(content.Length + 1)], Token);
            try
            {
                await Sidecar.ReadAsync(path, source: null, zone: null, Token);
            }
            catch (InputException exception)
            {
                exception.Fault.ShouldBe(InputFault.Metadata);
            }
        }
    }

    [Theory]
    [InlineData("call.json")]
    [InlineData("call_metadata.json")]
    [InlineData("call.wav.xml")]
    public void FindBeside_KnowsTheUsualNames(string name)
    {
        var sidecar = folder.Write(name, "{}");

        Sidecar.FindBeside(folder.At("call.wav")).ShouldBe(sidecar);
        Sidecar.FindBeside(folder.At("other.wav")).ShouldBeNull();
    }
}
