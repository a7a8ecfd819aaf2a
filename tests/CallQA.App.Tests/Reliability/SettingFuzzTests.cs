using System.Text;
using CallQA.App.Buckets;
using CallQA.App.Jobs;
using CallQA.App.Search.Words;
using CallQA.App.Settings;
using CallQA.App.Storage.Encryption;
using CallQA.App.Tests.Storage;
using CallQA.App.Webhooks;
using CallQA.Tests.Fuzzing;

namespace CallQA.App.Tests.Reliability;

/// <summary>Every parser of what people type and set: queries, key files, secrets and addresses, ten thousand damaged and hostile texts each.</summary>
public sealed class SettingFuzzTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public Task Query_IsRead_WhateverItIs() => Fuzzer.ParseTextAsync(
        ["refund \"in a row\" OR (begin* -not) („Guten Tag“ | hello)", "müller-lüdenscheid \"3 mal\" -(a OR b) c"],
        text =>
        {
            var query = WordQueryParser.Parse(text);
            if (text.Length > WordQueryParser.LongestQuery) query.Problem.ShouldBe(QueryProblem.TooLong);
            return query.Query is { } words ? SqliteQuery.Of(words) + PostgreSqlQuery.Of(words) : "";
        });

    [Fact]
    public async Task KeyFile_IsReadOrRefused_AndNeverTold()
    {
        var path = folder.Of("key");
        var (one, two) = (MasterKey.New(), MasterKey.New());
        MasterKeys.Write(path, [one, two]);
        var keys = new MasterKeys(new EncryptionSettings { KeyFile = path }, _ => null);
        await Fuzzer.RunAsync([await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken)], async content =>
        {
            await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);
            try
            {
                keys.Read().Count.ShouldBeGreaterThan(0);
            }
            catch (InputException exception)
            {
                exception.Message.ShouldNotContain(one.Text[..12]);
                throw;
            }
        });
    }

    [Fact]
    public Task WrappedKey_IsUnwrappedOrNot()
    {
        var key = MasterKey.New();
        var secret = Encoding.UTF8.GetBytes("a secret of thirty-two bytes....");
        return Fuzzer.ParseAsync([key.Wrap(secret, "owner")], content =>
        {
            if (key.Unwrap(content, "owner") is not { } plain) return false;
            plain.ShouldBe(secret);
            return true;
        });
    }

    [Fact]
    public Task WebhookSecret_IsReadOrNone() => Fuzzer.ParseTextAsync(["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], text => WebhookKey.Parse(text)); // The specification's example: not-a-secret.

    [Fact]
    public Task Channels_AreReadOrNone() => Fuzzer.ParseTextAsync(["agent,customer", "Kunde/Agentin/unbekannt"], ChannelText.Parse);

    [Fact]
    public Task Proxies_AreReadOrNone() => Fuzzer.ParseTextAsync(["10.0.0.0/8, 192.168.1.7", "fd00::/8"], ProxyAddresses.Parse);

    [Fact]
    public Task Pools_AreReadOrNone() => Fuzzer.ParseTextAsync(["transcribe=2;score=1", "intake=1"], text => WorkerPools.Parse(text, 2));

    [Fact]
    public Task BucketAddress_IsReadOrRefused() => Fuzzer.ParseTextAsync(["s3://bucket/some/prefix/", "s3://b.example-1"], BucketAddress.Parse, allowsFormat: true);

    public void Dispose() => folder.Dispose();
}
