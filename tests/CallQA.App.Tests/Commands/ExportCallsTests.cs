using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using CallQA.App.Tests.Storage;
using CallQA.Transcription;

namespace CallQA.App.Tests.Commands;

public sealed class ExportCallsTests : IDisposable
{
    private static readonly Dictionary<string, string> Environment = new() { ["CallQA__Transcriber"] = "reference" };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Export_WritesAVconThatIngestTakesInAgain()
    {
        var sample = Path.Combine(Cli.Samples, "calls", "call-01-excellent-refund.wav");
        (await RunAsync("ingest", sample, "--metadata", Path.Combine(Cli.Samples, "calls.csv"), "--data", folder.Of("one"))).ExitCode.ShouldBe(0);

        var exported = await RunAsync("calls", "export", "call-01-excellent-refund", "--with-recording", "--output", folder.Of("out"), "--data", folder.Of("one"));
        exported.ExitCode.ShouldBe(0, exported.Errors);
        var vcon = folder.Of("out", "call-01-excellent-refund.vcon");
        (await RunAsync("vcon", "check", vcon)).ShouldSatisfyAllConditions(result => result.ExitCode.ShouldBe(0), result => result.Output.ShouldContain("is in the form."));
        using (var written = JsonDocument.Parse(await File.ReadAllBytesAsync(vcon, TestContext.Current.CancellationToken)))
            written.RootElement.GetProperty("parties")[0].GetProperty("name").GetString().ShouldBe("Emily Carter");

        var ingested = await RunAsync("ingest", vcon, "--data", folder.Of("two"), "--format", "json");
        ingested.ExitCode.ShouldBe(0, ingested.Errors);
        var told = JsonDocument.Parse(ingested.Output).RootElement[0];
        told.GetProperty("agent").GetString().ShouldBe("Emily Carter");
        told.GetProperty("note").GetString().ShouldBe("The transcript in the vCon 'call-01-excellent-refund.vcon' was not taken over: it is not signed (CallQA:Vcon:TakeOver); the call is heard anew.");
        Directory.GetFiles(folder.Of("two", "recordings"), "*", SearchOption.AllDirectories).Select(path => new FileInfo(path).Length)
            .ShouldBe([new FileInfo(sample).Length]);
    }

    [Fact]
    public async Task Export_WritesASignedVcon_WhoseTranscriptAndScoresIngestTakesOver()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=Centre One", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(2));
        await File.WriteAllTextAsync(folder.Of("certificate.pem"), certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.Of("key.pem"), key.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
        var signing = new Dictionary<string, string>(Environment)
        {
            ["CallQA__Vcon__SigningCertificateFile"] = folder.Of("certificate.pem"), ["CallQA__Vcon__SigningKeyFile"] = folder.Of("key.pem"), ["CallQA__Vcon__TrustedFile"] = folder.Of("certificate.pem"),
        };
        const string call = "call-02-excellent-support";
        var heard = await Cli.RunAsync(signing, "ingest", Path.Combine(Cli.Samples, "calls", call + ".wav"), "--data", folder.Of("one"), "--format", "json");
        heard.ExitCode.ShouldBe(0, heard.Errors);

        (await Cli.RunAsync(signing, "calls", "export", call, "--with-recording", "--sign", "--output", folder.Of("out"), "--data", folder.Of("one"))).ExitCode.ShouldBe(0);
        // Nobody has written transcripts there: the call could not be heard.
        var elsewhere = new Dictionary<string, string>(signing) { ["CallQA__ReferenceFolder"] = folder.Of("out") };
        var taken = await Cli.RunAsync(elsewhere, "ingest", folder.Of("out", call + ".vcon"), "--data", folder.Of("two"), "--format", "json");

        taken.ExitCode.ShouldBe(0, taken.Errors);
        var (one, two) = (JsonDocument.Parse(heard.Output).RootElement[0], JsonDocument.Parse(taken.Output).RootElement[0]);
        foreach (var name in (string[])["stage", "empathy", "courtesy", "resolution", "overall", "needsReview"])
            JsonElement.DeepEquals(one.GetProperty(name), two.GetProperty(name)).ShouldBeTrue(name);
        (await RunAsync("calls", "export", call, "--format", "json", "--output", folder.Of("out"), "--data", folder.Of("two"))).ExitCode.ShouldBe(0);
        JsonDocument.Parse(await File.ReadAllBytesAsync(folder.Of("out", call + ".json"), TestContext.Current.CancellationToken))
            .RootElement.GetProperty("takenOver").GetProperty("signer").GetString().ShouldBe("Centre One");
    }

    [Fact]
    public async Task Export_WritesTheWorldTranscriptionFormat_WhichReadsBackWhole()
    {
        const string call = "call-02-excellent-support";
        (await RunAsync("ingest", Path.Combine(Cli.Samples, "calls", call + ".wav"), "--data", folder.Of("one"))).ExitCode.ShouldBe(0);

        foreach (var format in (string[])["wtf", "json"])
            (await RunAsync("calls", "export", call, "--format", format, "--output", folder.Of("out"), "--data", folder.Of("one"))).ExitCode.ShouldBe(0);

        var back = (await TranscriptReader.ReadAsync(folder.Of("out", call + ".wtf.json"), TestContext.Current.CancellationToken))[0];
        TranscriptWriter.For("json").Write(back).ShouldBe(await File.ReadAllTextAsync(folder.Of("out", call + ".json"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Check_TellsWhatIsWrongWithEachVcon()
    {
        await File.WriteAllTextAsync(folder.Of("a.vcon"), """{"uuid":"018ff3e4-1d2c-8a00-8000-0123456789ab","created_at":"2026-03-31T12:10:00Z"}""", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.Of("b.vcon"), """{"uuid":"u-1","dialog":[{"type":"recording","start":"2026-03-31T12:10:00Z","duration":"10"}]}""", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.Of("c.vcon"), "RIFF", TestContext.Current.CancellationToken);

        var result = await RunAsync("vcon", "check", folder.Of("a.vcon"), folder.Of("b.vcon"), folder.Of("c.vcon"), "--format", "json");

        result.ExitCode.ShouldBe(10);
        var files = JsonDocument.Parse(result.Output).RootElement.EnumerateArray().ToList();
        files.ConvertAll(file => file.GetProperty("isGood").GetBoolean()).ShouldBe([true, false, false]);
        files[1].GetProperty("faults").EnumerateArray().Select(fault => $"{fault.GetProperty("place").GetString()}: {fault.GetProperty("what").GetString()}").ShouldBe(
        [
            "the vCon: 'created_at' is missing", "the vCon: 'uuid' is 'u-1', and not a UUID", "dialog 0: 'duration' is a text, and not a number of seconds",
        ]);
        files[2].GetProperty("refusal").GetString()!.ShouldContain("is not valid JSON at line 1, byte 1");
    }

    [Fact]
    public async Task Export_KeepsTheRecording_WhileItIsNotKnownWhatMustBeSilent()
    {
        const string call = "call-02-excellent-support";
        var deaf = new Dictionary<string, string>(Environment) { ["CallQA__ReferenceFolder"] = folder.Of("none"), ["CallQA__Redaction__Kinds"] = "payment" };
        Directory.CreateDirectory(folder.Of("none"));
        (await Cli.RunAsync(deaf, "ingest", Path.Combine(Cli.Samples, "calls", call + ".wav"), "--data", folder.Of("one"))).ExitCode.ShouldNotBe(0);

        foreach (var option in (string[])["--with-recording", "--with-recording-address"])
        {
            var result = await Cli.RunAsync(new Dictionary<string, string>(deaf) { ["CallQA__Vcon__RecordingAddress"] = "https://recordings.example/{file}" }, "calls", "export", call, option, "--output", folder.Of("out"), "--data", folder.Of("one"));
            result.ExitCode.ShouldBe(10, result.Errors);
            result.Errors.ReplaceLineEndings(" ").ShouldContain($"What must be silent in the recording of the call '{call}' is not known before it is transcribed");
        }

        Directory.GetFiles(folder.Of("out")).ShouldBeEmpty();
        (await Cli.RunAsync(deaf, "calls", "export", call, "--output", folder.Of("out"), "--data", folder.Of("one"))).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Export_SaysSo_WhenThereIsNoSuchCall()
    {
        (await Cli.RunAsync("users", "list", "--data", folder.Of("one"))).ExitCode.ShouldBe(0);
        var result = await RunAsync("calls", "export", "nobody", "--output", folder.Of("out"), "--data", folder.Of("one"));

        result.ExitCode.ShouldBe(10);
        result.Errors.ReplaceLineEndings(" ").ShouldContain("The call 'nobody' is not in the store");
    }

    [Fact]
    public async Task Export_SaysSo_WhenATranscriptShallHoldARecording()
    {
        var result = await RunAsync("calls", "export", "nobody", "--format", "vtt", "--with-recording", "--data", folder.Of("one"));

        result.ExitCode.ShouldBe(2);
        result.Errors.ReplaceLineEndings(" ").ShouldContain("Only --format vcon knows --with-recording");
    }

    private static Task<CliResult> RunAsync(params string[] arguments) => Cli.RunAsync(Environment, arguments);
}
