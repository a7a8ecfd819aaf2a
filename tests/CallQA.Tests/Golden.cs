using System.Runtime.CompilerServices;

namespace CallQA.Tests;

/// <summary>Compares a text with a file in the <c>Expectations</c> folder beside the test.</summary>
internal static class Golden
{
    /// <summary>On a difference writes <c>NAME.received.EXT</c> beside the expected file and fails.</summary>
    public static void ShouldMatchGolden(this string actual, string name, [CallerFilePath] string testFile = "")
    {
        var expectedFile = Path.Combine(Path.GetDirectoryName(testFile)!, "Expectations", name);
        var receivedFile = Path.ChangeExtension(expectedFile, $".received{Path.GetExtension(name)}");
        var expected = File.Exists(expectedFile) ? Normalise(File.ReadAllText(expectedFile)) : null;
        if (expected == Normalise(actual))
        {
            File.Delete(receivedFile);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(expectedFile)!);
        File.WriteAllText(receivedFile, Normalise(actual));
        Assert.Fail($"{name} differs; compare it with {receivedFile} and, if that is right, put it in its place.");
    }

    private static string Normalise(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
}
