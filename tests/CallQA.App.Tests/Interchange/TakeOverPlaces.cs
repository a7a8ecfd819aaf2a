using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using CallQA.App.Interchange;
using CallQA.App.Jobs;
using CallQA.App.Redaction;
using CallQA.App.Review.Playback;
using CallQA.App.Scorecards;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Storage;
using CallQA.Interchange;
using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Tests.Interchange;

/// <summary>Two contact centres: one exports its calls as vCon, the other trusts its signature.</summary>
internal sealed class TakeOverPlaces : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly RSA key = RSA.Create(2048);
    private readonly X509Certificate2 certificate;

    public TakeOverPlaces(string? database = null)
    {
        certificate = new CertificateRequest("CN=Centre One", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(Some.Start.AddDays(-1), Some.Start.AddDays(100));
        There = new TestWorkplace(database: database) { Vcon = new() { TrustedFile = folder.Of("trusted.pem") } };
        File.WriteAllText(There.Vcon.TrustedFile!, certificate.ExportCertificatePem());
    }

    public TestWorkplace Here { get; } = new();

    public TestWorkplace There { get; }

    public string Certificate => Convert.ToHexStringLower(SHA256.HashData(certificate.RawData));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task OpenAsync(RedactionSettings? redaction = null, RedactionSettings? redactionThere = null, TakeOverRule rule = TakeOverRule.Signed)
    {
        (Here.Redaction, There.Redaction) = (redaction ?? new(), redactionThere ?? new());
        There.Vcon = There.Vcon with { TakeOver = rule };
        There.Engines.Spoken = "Something that is only heard there.";
        await Here.RestartAsync();
        await There.RestartAsync();
    }

    /// <summary>A call that is heard and scored here.</summary>
    public async Task<EvaluatedCall> CallAsync(string name = "a", CallMetadata? metadata = null)
    {
        var path = TestRecording.Write(folder.Of(name + ".wav"), 7);
        var call = await Here.Get<CallPipeline>().TakeInAsync(new IncomingRecording(path, metadata ?? CallMetadata.None), Token);
        await FinishAsync(Here, call.Id);
        return (await Here.Calls.FindEvaluatedAsync(call.Id, Token))!;
    }

    /// <summary>The call as a vCon with its recording, silenced where something was taken out.</summary>
    /// <param name="call">The call.</param>
    /// <param name="signed">Whether it is signed by the one who is trusted there.</param>
    /// <param name="change">Changes the vCon before it is signed.</param>
    public async Task<byte[]> ExportAsync(EvaluatedCall call, bool signed, Action<JsonNode>? change = null)
    {
        var silent = (await Here.Get<CallSilences>().OfAsync(call.Call, Token)).Count > 0;
        await using var recording = silent
            ? await Here.Get<PlaybackFolder>().OpenAsync(call.Call, Token)
            : (await Here.Get<IRecordingStore>().FindAsync(call.Call.ContentHash, Token)).OpenRead();
        var scorecard = await ScorecardStore.SourceAsync(new UnitOfWork(Here.Get<IDbContextFactory<CallQADbContext>>()), call.Evaluation!.Scorecard, Token);
        using var plain = new MemoryStream();
        await VconWriter.WriteAsync(call, new VconRecording(recording, call.Call.FileName), plain, Token, address: null, scorecard, await Here.Get<TakenOverReviews>().DocumentsAsync(call.Call.Id, Token));
        var vcon = JsonNode.Parse(plain.ToArray())!;
        change?.Invoke(vcon);
        var changed = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(vcon.ToJsonString()));
        if (!signed) return changed.ToArray();
        using var signer = VconSigner.Create(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        using var target = new MemoryStream();
        await signer.SignAsync(changed, (string)vcon["uuid"]!, target, Token);
        return target.ToArray();
    }

    /// <summary>Takes a vCon in there, through the intake folder, without a further stage.</summary>
    public async Task<Call> TakeInThereAsync(byte[] vcon)
    {
        var path = There.InIntake("a.vcon");
        await File.WriteAllBytesAsync(path, vcon, Token);
        return (await There.Intake.TakeInAsync(path, Token))!;
    }

    public async Task<EvaluatedCall> FinishThereAsync(string id)
    {
        await FinishAsync(There, id);
        return (await There.Calls.FindEvaluatedAsync(id, Token))!;
    }

    public static JsonNode BodyOf(JsonNode vcon, string schema) => vcon["analysis"]!.AsArray().First(entry => (string?)entry!["schema"] == schema)!["body"]!;

    public async ValueTask DisposeAsync()
    {
        await Here.DisposeAsync();
        await There.DisposeAsync();
        certificate.Dispose();
        key.Dispose();
        folder.Dispose();
    }

    private static async Task FinishAsync(TestWorkplace place, string id)
    {
        while (await place.AdvanceAsync(id) == StageOutcome.MovedOn)
        {
            // One stage after the other.
        }
    }
}
