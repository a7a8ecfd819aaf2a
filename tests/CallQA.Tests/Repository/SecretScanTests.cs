using System.Diagnostics;

namespace CallQA.Tests.Repository;

/// <summary>The look for secrets in the repository's files, on a repository of its own.</summary>
public sealed class SecretScanTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>Kind and text. They are put together here, so that this file holds none of them.</summary>
    public static TheoryData<string, string> Secrets => new()
    {
        { "private key", "-----BEGIN " + "RSA PRIVATE KEY-----" },
        { "private key", "-----BEGIN " + "PRIVATE KEY-----" },
        { "private key", "-----BEGIN " + "PGP PRIVATE KEY BLOCK-----" },
        { "AWS access key", "key = AKIA" + "ABCDEFGHIJKLMNOP" },
        { "GitHub token", "ghp_" + new string('a', 36) },
        { "GitLab token", "glpat-" + new string('b', 20) },
        { "Slack token", "xoxb-" + new string('1', 24) },
        { "API key", "\"sk-" + new string('c', 40) + "\"" },
        { "Google API key", "AIza" + new string('d', 35) },
        { "JSON Web Token", "eyJ" + new string('e', 24) + ".eyJ" + new string('f', 24) + "." + new string('g', 24) },
        { "webhook secret", "whsec_" + new string('h', 32) },
        { "CallQA key", "callqa_warehouse_" + new string('i', 43) },
        { "password in an address", "https://" + "anna:correcthorse@example.org/" },
    };

    [Theory]
    [MemberData(nameof(Secrets))]
    public void Scan_FailsAndNamesThePlace_WithoutTheSecret(string kind, string secret)
    {
        Write("src/a.txt", $"first\nsetting {secret}\n");

        var (status, output) = Scan();

        status.ShouldBe(1, output);
        output.ShouldContain($"{kind}: src/a.txt:2");
        output.ShouldNotContain(secret);
    }

    [Theory]
    [InlineData("-----BEGIN CERTIFICATE-----")]
    [InlineData("-----BEGIN PUBLIC KEY-----")]
    [InlineData("https://NAME:PASSWORD@HOST:PORT")]
    [InlineData("https://example.org:5080/a@b")]
    [InlineData("task-management-of-all-the-things-that-there-are")]
    [InlineData("AKIDTEST")]
    public void Scan_Passes_WhereThereIsNoSecret(string text)
    {
        Write("a.txt", text);

        var (status, output) = Scan();

        (status, output).ShouldBe((0, "No private key or token in 1 tracked files.\n"));
    }

    [Fact]
    public void Scan_PassesOver_WhatIsNotTrackedOrSaidToBeNone()
    {
        Write("a.txt", "whsec_" + new string('h', 32) + " not-a-secret");
        folder.Write("untracked.txt", "ghp_" + new string('a', 36));

        Scan().Status.ShouldBe(0);
    }

    public void Dispose() => folder.Dispose();

    private void Write(string name, string content)
    {
        Requires.That(!OperatingSystem.IsWindows(), "The look for secrets is a shell script; run this test on Linux or macOS.");
        folder.Write(name, content);
        Run("git", "init", "-q", folder.Folder).Status.ShouldBe(0);
        Run("git", "-C", folder.Folder, "add", name).Status.ShouldBe(0);
    }

    private (int Status, string Output) Scan() => Run("bash", Path.GetFullPath(Path.Combine(Samples.Folder, "..", ".ci", "secrets")), folder.Folder);

    private static (int Status, string Output) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
