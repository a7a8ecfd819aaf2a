using CallQA.Recordings.Parties;
using CallQA.Recordings.Sources;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.Tests.Recordings.Parties;

/// <summary>A folder is looked through for all its calls at once, and what has come or gone since is known all the same.</summary>
public sealed class PartyFoldersTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider clock = new();
    private int looked;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static SourceProfiles Profiles { get; } = new([SourceProfileReader.Read("source: pbx\nfile-names:\n  - preset: siprec\n", "'pbx.yaml'")], zone: null);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task FindAsync_LooksThroughAFolderOnce_HoweverManyPartsAreAskedFor()
    {
        const int calls = 300;
        var folders = Slow();
        for (var call = 0; call < calls; call++)
        {
            folder.Write($"c-{call}_agent.wav", [1]);
            folder.Write($"c-{call}_customer.wav", [1]);
        }

        for (var call = 0; call < calls; call++)
        {
            foreach (var party in new[] { "agent", "customer" })
                (await FindAsync(folders, $"c-{call}_{party}.wav"))!.Files.Count.ShouldBe(2);
            File.Delete(folder.At($"c-{call}_agent.wav"));
            File.Delete(folder.At($"c-{call}_customer.wav"));
        }

        looked.ShouldBeLessThan(calls * 2 * 3, "one look, and each file that was asked for");
    }

    [Fact]
    public async Task FindAsync_KnowsWhatIsAskedFor_WhenItHasComeSinceTheLook()
    {
        var folders = Slow();
        folder.Write("c-1_agent.wav", [1]);
        (await FindAsync(folders, "c-1_agent.wav"))!.IsComplete.ShouldBeFalse();
        folder.Write("c-1_customer.wav", [1]);

        (await FindAsync(folders, "c-1_customer.wav"))!.IsComplete.ShouldBeTrue();
        (await FindAsync(folders, "c-1_agent.wav"))!.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task FindAsync_LooksAgain_WhenTheLookHasGrownOld()
    {
        var folders = Slow();
        folder.Write("c-1_agent.wav", [1]);
        await FindAsync(folders, "c-1_agent.wav");
        folder.Write("c-1_customer.wav", [1]);
        (await FindAsync(folders, "c-1_agent.wav"))!.Files.Count.ShouldBe(1);
        clock.Advance(TimeSpan.FromMilliseconds(10));

        (await FindAsync(folders, "c-1_agent.wav"))!.Files.Count.ShouldBe(2);
    }

    [Fact]
    public async Task FindAsync_FindsNothing_WhenTheFilesOfALookAreGone()
    {
        var folders = Slow();
        folder.Write("c-1_agent.wav", [1]);
        await FindAsync(folders, "c-1_agent.wav");
        File.Delete(folder.At("c-1_agent.wav"));

        (await FindAsync(folders, "c-1_agent.wav")).ShouldBeNull();
    }

    // Each name that is looked at takes a millisecond, as on a slow share.
    private PartyFolders Slow() => new(
        Profiles,
        name =>
        {
            looked++;
            clock.Advance(TimeSpan.FromMilliseconds(1));
            return name.EndsWith(".wav", StringComparison.Ordinal);
        },
        clock);

    private Task<PartySet?> FindAsync(PartyFolders folders, string name) => PartySet.FindAsync(folder.At(name), name, folders, Token);
}
