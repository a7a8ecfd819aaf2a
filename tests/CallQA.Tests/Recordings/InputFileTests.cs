using System.Diagnostics;
using System.IO.Pipes;
using System.Net.Sockets;
using CallQA.Recordings;

namespace CallQA.Tests.Recordings;

public sealed class InputFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void OpenRead_SaysSo_WhenTheFileIsMissing() => Refused(folder.At("gone.wav"), "does not exist");

    [Fact]
    public void OpenRead_SaysSo_WhenTheFolderIsMissing() => Refused(folder.At("gone/call.wav"), "folder", "does not exist");

    [Fact]
    public void OpenRead_SaysSo_WhenItIsAFolder() => Refused(folder.Folder, "is a folder");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void OpenRead_SaysSo_WhenNothingIsNamed(string path) => Refused(path, "No file is named");

    [Fact]
    public void OpenRead_SaysSo_WhenTheNameCannotBe() => Refused("call\0.wav", "character");

    [Fact]
    public void OpenRead_SaysSo_WhenItIsAPipe()
    {
        Requires.That(OperatingSystem.IsLinux(), "Only Linux names pipes by path; run this test there.");
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);

        Refused($"/proc/self/fd/{pipe.ClientSafePipeHandle.DangerousGetHandle()}", "is a pipe, not a file");
    }

    [Theory]
    [InlineData("pipe")]
    [InlineData("socket")]
    [InlineData("device")]
    public async Task OpenRead_DoesNotOpen_WhatIsNoFile(string kind)
    {
        Requires.That(OperatingSystem.IsLinux(), "Only Linux is asked what lies at a path; run this test there.");
        using var listening = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var path = kind == "device" ? "/dev/zero" : folder.At("call.wav");
        if (kind == "socket") listening.Bind(new UnixDomainSocketEndPoint(path));
        if (kind == "pipe")
        {
            using var make = Process.Start("mkfifo", [path]);
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        // A pipe that is opened waits for whoever writes into it: for ever.
        Refused(path, $"is a {kind}, not a file");
        SpecialFile.KindOf(path).ShouldBe(kind);
    }

    [Fact]
    public void KindOf_IsNothing_ForFilesFoldersAndWhatIsNotThere()
    {
        foreach (var path in new[] { folder.Write("a.wav", "x"), folder.Folder, folder.At("gone") }) SpecialFile.KindOf(path).ShouldBeNull(path);
    }

    [Fact]
    public void OpenRead_SaysSo_WhenAnotherProgramHoldsIt()
    {
        var path = folder.Write("held.wav", "x");
        using var holder = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Refused(path, "cannot be read");
    }

    [Theory]
    [InlineData(typeof(IOException), true)]
    [InlineData(typeof(FileNotFoundException), false)]
    [InlineData(typeof(DirectoryNotFoundException), false)]
    [InlineData(typeof(UnauthorizedAccessException), false)]
    public void Unreadable_BlamesTheMachine_OnlyForErrorsOfTheDisk(Type cause, bool passing) =>
        InputFile.Unreadable("call.wav", (Exception)Activator.CreateInstance(cause)!).Passing.ShouldBe(passing);

    [Fact]
    public void Unreadable_SpeaksOfThePermission_WhenAccessIsDenied() =>
        InputFile.Unreadable("call.wav", new UnauthorizedAccessException("denied")).Message.ShouldBeASentence("'call.wav'", "read permission");

    [Fact]
    public async Task ReadAllBytesAsync_NamesTheSize_WhenTheFileIsTooLong()
    {
        var path = folder.Write("list.csv", new byte[3 << 20]);

        var error = await Should.ThrowAsync<InputException>(() => InputFile.ReadAllBytesAsync(path, 2 << 20, InputFault.Metadata, TestContext.Current.CancellationToken));

        error.Fault.ShouldBe(InputFault.Metadata);
        error.Message.ShouldBeASentence(path, "3 MiB", "2 MiB");
    }

    public void Dispose() => folder.Dispose();

    private static void Refused(string path, params string[] named)
    {
        var error = Should.Throw<InputException>(() => InputFile.OpenRead(path));

        error.Fault.ShouldBe(InputFault.Unreadable);
        error.Message.ShouldBeASentence(named);
    }
}
