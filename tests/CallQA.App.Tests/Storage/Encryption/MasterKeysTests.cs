using CallQA.App.Settings;
using CallQA.App.Storage.Encryption;

namespace CallQA.App.Tests.Storage.Encryption;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class MasterKeysTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_GivesTheKeysInTheirOrder_FromAFileForThisUserAlone()
    {
        MasterKey[] keys = [MasterKey.New(), MasterKey.New()];
        var file = folder.Of("keys", "master.key");
        MasterKeys.Write(file, keys);

        Of(file).Read().Select(key => key.Text).ShouldBe(keys.Select(key => key.Text));
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Add_LosesNoKey_WhenManyAreMadeAtOnce()
    {
        const int writers = 16;
        var file = folder.Of("master.key");
        using var start = new Barrier(writers);

        var made = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var key = MasterKey.New();
                start.SignalAndWait();
                try
                {
                    MasterKeys.Add(file, key);
                    return key.Text;
                }
                catch (InputException refusal)
                {
                    refusal.Message.ShouldContain("Another process is making a key in the file");
                    return null;
                }
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        made.OfType<string>().ShouldNotBeEmpty();
        Of(file).Read().Select(key => key.Text).ShouldBe(made.OfType<string>(), ignoreOrder: true);
        Directory.GetFiles(folder.Of()).ShouldBe([file]);
    }

    [Fact]
    public void Add_Refuses_WhileAnotherProcessHasTheFile_AndLeavesItAsItIs()
    {
        var (file, key) = (folder.Of("master.key"), MasterKey.New());
        MasterKeys.Add(file, key).ShouldBe(0);
        File.WriteAllText(file + ".new", "");

        Should.Throw<InputException>(() => MasterKeys.Add(file, MasterKey.New())).Message.ShouldContain($"remove '{file}.new'");

        Of(file).Read().Select(known => known.Text).ShouldBe([key.Text]);
        File.Delete(file + ".new");
        MasterKeys.Add(file, MasterKey.New()).ShouldBe(1);
    }

    [Fact]
    public void Read_GivesTheKeys_FromTheEnvironment()
    {
        var (first, second) = (MasterKey.New(), MasterKey.New());
        var keys = new MasterKeys(new EncryptionSettings(), name => name == MasterKeys.Variable ? $"{first.Text}, {second.Text}" : null);
        keys.Named.ShouldBeTrue();
        keys.Read().Select(key => key.Name).ShouldBe([first.Name, second.Name]);
        new MasterKeys(new EncryptionSettings(), _ => " ").Read().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(UnixFileMode.OtherRead, "may be read or written by others (mode 604)")]
    [InlineData(UnixFileMode.GroupWrite, "may be read or written by others (mode 620)")]
    public void Read_Refuses_WhenOthersMayReadTheFile(UnixFileMode more, string sentence)
    {
        var file = folder.Of("master.key");
        MasterKeys.Write(file, [MasterKey.New()]);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | more);

        Refusal(Of(file)).ShouldContain(sentence);
    }

    [Fact]
    public void Read_RefusesWithoutTellingTheKey_WhenItCannotBeUsed()
    {
        var (file, key) = (folder.Of("master.key"), MasterKey.New().Text);
        Refusal(Of(file)).ShouldContain("cannot be read");
        foreach (var content in new[] { key[..^1], key[4..], "# nothing" })
        {
            File.WriteAllText(file, content);
            File.SetUnixFileMode(file, UnixFileMode.UserRead);
            Refusal(Of(file)).ShouldNotContain(key[8..30]);
            File.Delete(file);
        }

        Refusal(Of(key)).ShouldNotContain(key);
        Refusal(Of(key)).ShouldContain("holds a key itself");
        Refusal(new MasterKeys(new EncryptionSettings { KeyFile = file }, _ => key)).ShouldContain("named twice");
    }

    [Fact]
    public void Unwrap_GivesNothing_UnderAnotherKey_ForAnotherOwner_OrAfterAChange()
    {
        var key = MasterKey.New();
        var wrapped = key.Wrap([1, 2, 3], "a");
        key.Unwrap(wrapped, "a").ShouldBe([1, 2, 3]);
        key.Unwrap(wrapped, "b").ShouldBeNull();
        MasterKey.New().Unwrap(wrapped, "a").ShouldBeNull();
        wrapped[^1] ^= 1;
        key.Unwrap(wrapped, "a").ShouldBeNull();
        key.Unwrap(wrapped.AsSpan(0, 4), "a").ShouldBeNull();
    }

    private static MasterKeys Of(string file) => new(new EncryptionSettings { KeyFile = file }, _ => null);

    private static string Refusal(MasterKeys keys)
    {
        var refusal = Should.Throw<InputException>(keys.Read);
        (refusal.Fault, refusal.Passing).ShouldBe((InputFault.Key, true));
        return refusal.Message;
    }
}
