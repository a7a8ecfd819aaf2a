using System.Runtime.CompilerServices;

namespace CallQA.Tests;

/// <summary>Compares output with a golden file in the folder <c>Expectations</c> beside the test.</summary>
internal static class Expectation
{
    /// <param name="actual">The output; differences leave it beside the golden file as <c>.received</c>.</param>
    /// <param name="name">Name of the golden file.</param>
    /// <param name="test">Filled in by the compiler.</param>
    public static void ShouldMatch(this string actual, string name, [CallerFilePath] string test = "")
    {
        var golden = Path.Combine(Path.GetDirectoryName(test)!, "Expectations", name);
        var expected = File.Exists(golden) ? File.ReadAllText(golden).ReplaceLineEndings("\n") : null;
        if (actual == expected)
            return;

        var received = Path.ChangeExtension(golden, ".received" + Path.GetExtension(golden));
        Directory.CreateDirectory(Path.GetDirectoryName(golden)!);
        File.WriteAllText(received, actual);
        actual.ShouldBe(expected, $"Compare {received} with {golden} and replace the golden file if the difference is meant.");
    }
}
