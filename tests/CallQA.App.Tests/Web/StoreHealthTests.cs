using System.Net;
using CallQA.App.Storage.Encryption;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Web;

public sealed class StoreHealthTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ready_TellsThatRecordingsCannotBeRead_WhenTheMasterKeyIsAnother()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Of("master.key");
        var key = MasterKey.New();
        MasterKeys.Write(file, [key]);
        await using var site = await TestSite.OpenAsync(settings => settings with { Encryption = new() { KeyFile = file } });
        await site.Get<RecordingKeys>().AddAsync(Some.Hash("sound"), Token);
        (await site.Client.GetAsync("/health/ready", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        MasterKeys.Write(file, [MasterKey.New()]);
        (await site.Client.GetAsync("/health/ready", Token)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await site.Client.GetAsync("/health/live", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        MasterKeys.Write(file, [MasterKey.New(), key]);
        (await site.Client.GetAsync("/health/ready", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
