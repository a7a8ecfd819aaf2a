using System.Buffers.Binary;
using CallQA.App.Buckets;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Reliability;

namespace CallQA.App.Tests.Buckets;

/// <summary>What intake from a bucket holds in memory, measured while nothing else runs. CALLQA_OBJECTS makes it the long run.</summary>
[Collection(AloneInTheProcess.Name)]
public sealed class BucketIntakeMemoryTests
{
    private const long MostMebibytesMore = 16;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TakeIn_NeedsLittleMemory_HoweverManyObjects()
    {
        await using var large = await BucketServer.StartAsync();
        var objects = KillRun.Wanted("CALLQA_OBJECTS", 200);
        for (var number = 0; number < objects; number++)
        {
            var own = number;
            large.Put($"{number:D6}.wav", () => Content(own));
        }

        await using var here = new TestWorkplace { Bucket = new BucketSettings { Endpoint = large.Address, CredentialsFile = large.CredentialsFile } };
        await here.RestartAsync();
        var (taken, early) = (0, 0L);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await foreach (var outcome in here.Get<BucketIntake>().TakeInAsync(new(BucketServer.Bucket, ""), Token))
        {
            outcome.CallId.ShouldNotBeNull();
            if (++taken == objects / 4) early = GC.GetTotalMemory(forceFullCollection: true);
        }

        var grown = (GC.GetTotalMemory(forceFullCollection: true) - early) >> 20;
        Console.WriteLine($"{taken} objects in {watch.Elapsed.TotalSeconds:0} s; managed memory after a quarter {early >> 20} MiB, then {grown} MiB more; peak {Environment.WorkingSet >> 20} MiB");
        taken.ShouldBe(objects);
        (await here.Get<IKeptRecordings>().ListAsync(Token).CountAsync(Token)).ShouldBe(objects);
        grown.ShouldBeLessThan(MostMebibytesMore);
    }

    private static byte[] Content(int number)
    {
        var content = TestRecording.Content(0);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(content.Length - sizeof(int)), number);
        return content;
    }
}
