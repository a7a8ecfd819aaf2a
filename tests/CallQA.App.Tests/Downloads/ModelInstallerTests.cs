using System.Security.Cryptography;
using CallQA.App.Tests.Commands;
using CallQA.App.Tests.Storage;
using CallQA.Engines.Whisper;
using CallQA.Engines.Whisper.Downloads;

namespace CallQA.App.Tests.Downloads;

public sealed class ModelInstallerTests : IAsyncLifetime
{
    private static readonly string Shipped = Path.Combine(Cli.Repository, "models", "whisper");
    private static readonly byte[] Model = File.ReadAllBytes(ShippedFile);
    private readonly TemporaryFolder _folder = new();
    private FileServer _server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Own => _folder.Of("own");

    private DownloadOptions Mirror => new() { BaseAddress = _server.Address, FirstPause = TimeSpan.Zero };

    public async ValueTask InitializeAsync() => _server = await FileServer.StartAsync(Model);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Pull_RecordsTheHashAndSaysThatItTrusts_WhenNoneIsPublished()
    {
        var pulled = await (await InstallerAsync()).PullAsync("centre-1", Mirror, makeDefault: true, null, Stop);

        pulled.AlreadyThere.ShouldBeFalse();
        pulled.Pinned.ShouldBeFalse();
        pulled.Model.Entry.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Model)));
        _server.Requests.ShouldHaveSingleItem().Path.ShouldBe("/ggml-centre-1.bin");
        var manifest = await ManifestAsync();
        manifest.Default.ShouldBe(pulled.Model);
        (await manifest.ResolveAsync(null, Stop)).Path.ShouldBe(Path.Combine(Own, "ggml-centre-1.bin"));
        manifest.Models[0].Shipped.ShouldBeTrue();
    }

    [Fact]
    public async Task Pull_AsksNobody_WhenTheModelIsThereUnaltered()
    {
        await (await InstallerAsync()).PullAsync("centre-1", Mirror, false, null, Stop);

        var again = await (await InstallerAsync()).PullAsync("centre-1", Mirror, makeDefault: true, null, Stop);

        again.AlreadyThere.ShouldBeTrue();
        _server.Requests.Count.ShouldBe(1);
        (await ManifestAsync()).Default!.Entry.Name.ShouldBe("centre-1");
    }

    [Fact]
    public async Task Pull_BringsTheModelAgain_WhenItWasAltered()
    {
        var pulled = await (await InstallerAsync()).PullAsync("centre-1", Mirror, false, null, Stop);
        await File.WriteAllTextAsync(pulled.Model.Path, "altered", Stop);

        await (await InstallerAsync()).PullAsync("centre-1", Mirror, false, null, Stop);

        (await ModelVerification.CheckAsync(pulled.Model, Stop)).State.ShouldBe(ModelState.Ok);
    }

    [Fact]
    public async Task Pull_HoldsToTheRecordedHash_WhenTheServersFileIsAnotherOneLater()
    {
        var pulled = await (await InstallerAsync()).PullAsync("centre-1", Mirror, false, null, Stop);
        File.Delete(pulled.Model.Path);
        _server.Content = [.. Model[..^1], (byte)(Model[^1] ^ 1)];
        _server.ETag = "\"two\"";

        (await RefusalAsync("centre-1", Mirror)).Reason.ShouldBe(DownloadFault.WrongContent);

        File.Exists(pulled.Model.Path).ShouldBeFalse();
    }

    [Fact]
    public async Task Pull_RefusesAnOfficialName_WhenTheMirrorHasSomethingElse() =>
        (await RefusalAsync("tiny", Mirror)).Message.ShouldContain("77691713");

    [Fact]
    public async Task Pull_RemovesWhatCame_WhenItIsNoModel()
    {
        _server.Content = "<html>Sign in</html>"u8.ToArray();

        (await RefusalAsync("centre-1", Mirror)).Reason.ShouldBe(DownloadFault.WrongContent);

        Directory.GetFiles(Own).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("../ggml")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("a..b")]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("größe")]
    [InlineData("a?b=c")]
    public async Task Pull_RefusesNames_ThatCouldLeadAstray(string name)
    {
        var installer = await InstallerAsync();
        (await Should.ThrowAsync<InputException>(() => installer.PullAsync(name, Mirror, false, null, Stop))).Fault.ShouldBe(InputFault.Settings);
        (await Should.ThrowAsync<InputException>(() => installer.AddAsync(ShippedFile, name, null, false, false, Stop))).Fault.ShouldBe(InputFault.Settings);
        _server.Requests.ShouldBeEmpty();
        Directory.Exists(Own).ShouldBeFalse();
    }

    [Fact]
    public async Task Pull_NamesTheList_WhenTheOfficialAddressHasNoSuchModel() =>
        (await Should.ThrowAsync<InputException>(async () => await (await InstallerAsync()).PullAsync("smal", new DownloadOptions(), false, null, Stop)))
            .Message.ShouldContain("callqa models list");

    [Fact]
    public async Task Pull_ListsBoth_WhenTwoModelsComeAtOnce()
    {
        var installer = await InstallerAsync();

        await Task.WhenAll(installer.PullAsync("one", Mirror, false, null, Stop), installer.PullAsync("two", Mirror, false, null, Stop));

        (await ManifestAsync()).Models.Where(model => !model.Shipped).Select(model => model.Entry.Name).ShouldBe(["one", "two"], ignoreOrder: true);
    }

    [Fact]
    public async Task Add_CopiesTheFile_AndRecordsWhatTheHeaderTells()
    {
        var added = await (await InstallerAsync()).AddAsync(ShippedFile, "mine", null, link: false, makeDefault: true, Stop);

        added.Model.Path.ShouldBe(Path.Combine(Own, "ggml-mine.bin"));
        File.ReadAllBytes(added.Model.Path).ShouldBe(Model);
        var found = await (await ManifestAsync()).ResolveAsync("mine", Stop);
        found.Apply(new WhisperOptions()).Language.ShouldBe(ModelFile.Read(ShippedFile).Languages == 1 ? "en" : null);
    }

    [Fact]
    public async Task Add_LeavesTheFileWhereItIs_WhenLinked()
    {
        var path = _folder.Of("ggml-mine.bin");
        await File.WriteAllBytesAsync(path, Model, Stop);

        var added = await (await InstallerAsync()).AddAsync(path, null, "de", link: true, makeDefault: false, Stop);

        added.Model.Entry.ShouldSatisfyAllConditions(
            entry => entry.Name.ShouldBe("mine"), entry => entry.Language.ShouldBe("de"), entry => entry.File.ShouldBe(path));
        Directory.GetFiles(Own, "*.bin").ShouldBeEmpty();
        (await (await ManifestAsync()).ResolveAsync("mine", Stop)).Path.ShouldBe(path);
    }

    [Fact]
    public async Task Add_RefusesAShippedName() =>
        (await Should.ThrowAsync<InputException>(async () => await (await InstallerAsync()).AddAsync(
            ShippedFile, (await ManifestAsync()).Models[0].Entry.Name, null, false, false, Stop))).Message.ShouldContain("--name");

    [Fact]
    public async Task Add_RefusesAndCopiesNothing_WhenTheDiskHasNoRoom()
    {
        var installer = new ModelInstaller(Own, await ManifestAsync(), _ => 1000);
        (await Should.ThrowAsync<DownloadException>(() => installer.AddAsync(ShippedFile, "mine", null, false, false, Stop)))
            .Reason.ShouldBe(DownloadFault.NoSpace);
        Directory.GetFiles(Own).ShouldBeEmpty();
    }

    private static string ShippedFile => Path.Combine(Shipped, "ggml-callqa-demo-en-q8_0.bin");

    private Task<ModelManifest> ManifestAsync() => ModelManifest.ReadAsync([Shipped, Own], Stop);

    private async Task<ModelInstaller> InstallerAsync() => new(Own, await ManifestAsync(), _ => long.MaxValue);

    private async Task<DownloadException> RefusalAsync(string name, DownloadOptions options) => await Should.ThrowAsync<DownloadException>(
        async () => await (await InstallerAsync()).PullAsync(name, options, false, null, Stop));
}
