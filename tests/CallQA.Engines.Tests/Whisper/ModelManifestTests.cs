using System.Security.Cryptography;
using CallQA.Engines.Whisper;

namespace CallQA.Engines.Tests.Whisper;

public sealed class ModelManifestTests : IDisposable
{
    private static readonly byte[] Content = [1, 2, 3];
    private readonly TempFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Resolve_FindsTheModel_WhenAskedByNamePathOrNotAtAll()
    {
        var manifest = await WriteAsync(Convert.ToHexStringLower(SHA256.HashData(Content)), 3);

        foreach (var asked in new[] { null, "small-one", "SMALL-ONE", _folder.File("model.bin") })
        {
            var found = await manifest.ResolveAsync(asked, Stop);
            found.Path.ShouldBe(_folder.File("model.bin"));
            var options = found.Apply(new WhisperOptions { Threads = 3 });
            options.ShouldBe(new WhisperOptions
            {
                Threads = 3,
                Language = "de",
                Timestamps = false,
                AudioContext = AudioContext.Fitted,
                MaxWindow = TimeSpan.FromSeconds(12),
                WindowPause = TimeSpan.FromSeconds(0.4),
                SpeechPadding = TimeSpan.FromSeconds(0.2),
            });
        }
    }

    [Fact]
    public async Task Resolve_TakesAnyFile_WhenThePathIsGiven()
    {
        var manifest = await WriteAsync("00", 3);
        var other = _folder.File("other.bin");
        await File.WriteAllBytesAsync(other, Content, Stop);

        var found = await manifest.ResolveAsync(other, Stop);

        found.ShouldBe(new ResolvedModel(other, null));
        found.Apply(new WhisperOptions()).ShouldBe(new WhisperOptions());
    }

    [Theory]
    [InlineData("00", 3, "SHA-256")]
    [InlineData("00", 4, "3 bytes instead of 4")]
    public async Task Resolve_Refuses_WhenTheFileIsNotTheListedOne(string hash, int bytes, string reason)
    {
        var manifest = await WriteAsync(hash, bytes);
        var refusal = await Should.ThrowAsync<InputException>(() => manifest.ResolveAsync("small-one", Stop));
        refusal.Fault.ShouldBe(InputFault.Model);
        refusal.Message.ShouldContain(reason);
    }

    [Fact]
    public async Task Resolve_SaysWhatToDo_WhenThereIsNoSuchModel()
    {
        var manifest = await WriteAsync("00", 3);
        (await Should.ThrowAsync<InputException>(() => manifest.ResolveAsync("big-one", Stop))).Message.ShouldContain("small-one");
        File.Delete(_folder.File("model.bin"));
        (await Should.ThrowAsync<InputException>(() => manifest.ResolveAsync(null, Stop))).Message.ShouldContain("missing");

        var none = await ModelManifest.ReadAsync(_folder.File("nowhere"), Stop);
        (await Should.ThrowAsync<InputException>(() => none.ResolveAsync(null, Stop))).Message.ShouldContain("ggml-*.bin");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"models\":[{\"name\":\"a\"}]}")]
    [InlineData("[]")]
    public async Task Read_Refuses_WhenTheManifestIsBroken(string text)
    {
        await File.WriteAllTextAsync(_folder.File(ModelManifest.FileName), text, Stop);
        (await Should.ThrowAsync<InputException>(() => ModelManifest.ReadAsync(_folder.Path, Stop))).Fault.ShouldBe(InputFault.Model);
    }

    private async Task<ModelManifest> WriteAsync(string hash, int bytes)
    {
        await File.WriteAllBytesAsync(_folder.File("model.bin"), Content, Stop);
        await File.WriteAllTextAsync(
            _folder.File(ModelManifest.FileName),
            $$$"""
            {"models":[{"name":"small-one","file":"model.bin","sha256":"{{{hash}}}","bytes":{{{bytes}}},"language":"de","card":"CARD.md",
            "decoding":{"timestamps":false,"audioContext":"fitted","maxWindowSeconds":12,"windowPauseSeconds":0.4,"speechPaddingSeconds":0.2}}]}
            """,
            Stop);
        return await ModelManifest.ReadAsync(_folder.Path, Stop);
    }
}
