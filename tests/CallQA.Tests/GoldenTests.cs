namespace CallQA.Tests;

public sealed class GoldenTests
{
    [Fact]
    public void ShouldMatchGolden_FailsAndLeavesTheReceivedText_WhenDifferent()
    {
        var folder = Directory.CreateTempSubdirectory("golden");
        var test = Path.Combine(folder.FullName, "SomeTests.cs");
        var received = Path.Combine(folder.FullName, "Expectations", "page.received.txt");

        Should.Throw<Exception>(() => "one\r\ntwo".ShouldMatchGolden("page.txt", test)).Message.ShouldContain("page.txt differs");
        File.ReadAllText(received).ShouldBe("one\ntwo\n");

        File.Move(received, Path.Combine(folder.FullName, "Expectations", "page.txt"));
        Should.NotThrow(() => "one\ntwo\n".ShouldMatchGolden("page.txt", test));
        folder.Delete(recursive: true);
    }
}
