using CallQA.App.Storage;

namespace CallQA.App.Tests.Storage;

/// <summary>What every store of recordings must do; the tests run on both.</summary>
public abstract class RecordingStoreContract : IDisposable
{
    private protected TemporaryFolder Folder { get; } = new();

    private protected abstract IKeptRecordings Recordings { get; }

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public virtual void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Changes the content of a recording where it is kept, and makes nobody remember the one before.</summary>
    private protected abstract Task DamageAsync(KeptRecording recording);

    /// <summary>Makes the store unusable.</summary>
    private protected abstract Task BreakAsync();

    /// <summary>Everything that lies about besides the recordings.</summary>
    private protected abstract IReadOnlyList<string> Leftovers();

    [Fact]
    public async Task KeepAsync_KeepsTheContentUnderItsHash()
    {
        var hash = await KeepAsync("call.WAV", "sound");
        (await File.ReadAllTextAsync((await Recordings.FindAsync(hash, Token)).Path, Token)).ShouldBe("sound");
        (await Recordings.HasAsync(hash, Token)).ShouldBeTrue();
        var kept = (await ListAsync()).ShouldHaveSingleItem();
        kept.ContentHash.ShouldBe(hash);
        kept.Place.ShouldEndWith($"{hash[..2]}/{hash}.wav");
        (await Recordings.IsWholeAsync(kept, Token)).ShouldBeTrue();
        Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public async Task FindAsync_Refuses_WhenTheContentIsDamaged()
    {
        var hash = await KeepAsync("call.wav", "sound");
        await Recordings.FindAsync(hash, Token);
        var kept = (await ListAsync()).Single();
        await DamageAsync(kept);

        var refusal = await Should.ThrowAsync<InputException>(() => Recordings.FindAsync(hash, Token));

        refusal.Message.ShouldContain("checksum");
        refusal.Passing.ShouldBeFalse();
        (await Recordings.IsWholeAsync(kept, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task KeepAsync_MendsWhatIsKept_WhenTheSameContentIsHandedInAgain()
    {
        var hash = await KeepAsync("call.wav", "sound");
        await DamageAsync((await ListAsync()).Single());
        await Should.ThrowAsync<InputException>(() => Recordings.FindAsync(hash, Token));

        await KeepAsync("again.mp3", "sound");

        (await File.ReadAllTextAsync((await Recordings.FindAsync(hash, Token)).Path, Token)).ShouldBe("sound");
        (await Recordings.IsWholeAsync((await ListAsync()).ShouldHaveSingleItem(), Token)).ShouldBeTrue();
        Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public async Task KeepAsync_KeepsOneCopy_WhenManyKeepTheSameContentAtOnce()
    {
        var hash = Some.Hash("sound");
        var sources = Enumerable.Range(0, 8).Select(number => Source($"{number}.wav", "sound")).ToList();
        await Task.WhenAll(sources.Select(source => Task.Run(() => Recordings.KeepAsync(source, hash, Token), Token)));
        (await ListAsync()).ShouldHaveSingleItem();
        Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public async Task KeepAsync_RefusesAndLeavesNothing_WhenTheContentIsAnother()
    {
        var refusal = await Should.ThrowAsync<InputException>(() => Recordings.KeepAsync(Source("call.wav", "changed"), Some.Hash("sound"), Token));
        refusal.Message.ShouldContain("call.wav");
        refusal.Passing.ShouldBeTrue();
        (await ListAsync()).ShouldBeEmpty();
        Leftovers().ShouldBeEmpty();
        (await Should.ThrowAsync<InputException>(() => Recordings.FindAsync(Some.Hash("sound"), Token))).Passing.ShouldBeTrue();
    }

    [Fact]
    public async Task KeepAsync_Refuses_WhenTheFileIsMissing()
    {
        var refusal = await Should.ThrowAsync<InputException>(() => Recordings.KeepAsync(Folder.Of("none.wav"), Some.Hash("none"), Token));
        (refusal.Fault, refusal.Passing).ShouldBe((InputFault.Unreadable, false));
    }

    [Fact]
    public async Task KeepAsync_BlamesTheMachine_WhenTheStoreCannotBeWritten()
    {
        await BreakAsync();
        var refusal = await Should.ThrowAsync<InputException>(() => Recordings.KeepAsync(Source("call.wav", "sound"), Some.Hash("sound"), Token));
        (refusal.Fault, refusal.Passing).ShouldBe((InputFault.Unreadable, true));
    }

    [Theory]
    [InlineData("call")]
    [InlineData("call.a b")]
    [InlineData("call.averylongextension")]
    public async Task KeepAsync_LeavesTheExtensionAway_WhenItIsNotAnOrdinaryOne(string name)
    {
        var hash = await KeepAsync(name, name);
        (await ListAsync()).Single().Place.ShouldEndWith("/" + hash);
        (await File.ReadAllTextAsync((await Recordings.FindAsync(hash, Token)).Path, Token)).ShouldBe(name);
    }

    [Fact]
    public async Task RemoveAsync_LeavesNothing_HoweverOftenItIsAsked()
    {
        var hash = await KeepAsync("call.wav", "sound");
        await Recordings.FindAsync(hash, Token);
        for (var time = 0; time < 2; time++)
        {
            await Recordings.RemoveAsync(hash, Token);
            (await Recordings.HasAsync(hash, Token)).ShouldBeFalse();
        }

        (await ListAsync()).ShouldBeEmpty();
        (await Should.ThrowAsync<InputException>(() => Recordings.FindAsync(hash, Token))).Passing.ShouldBeTrue();
    }

    private protected async Task<string> KeepAsync(string name, string content)
    {
        var hash = Some.Hash(content);
        await Recordings.KeepAsync(Source(name, content), hash, Token);
        return hash;
    }

    private protected string Source(string name, string content)
    {
        var path = Folder.Of(name);
        File.WriteAllText(path, content);
        return path;
    }

    private protected async Task<IReadOnlyList<KeptRecording>> ListAsync() => await Recordings.ListAsync(Token).ToListAsync(Token);
}
