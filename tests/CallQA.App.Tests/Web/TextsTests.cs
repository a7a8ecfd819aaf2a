using System.Xml.Linq;
using CallQA.App.Tests.Commands;

namespace CallQA.App.Tests.Web;

public sealed class TextsTests
{
    [Fact]
    public void Texts_AreThereInBothLanguages_AndUsed()
    {
        var english = Names("Texts.resx");
        Names("Texts.de.resx").ShouldBe(english);
        var pages = string.Concat(Directory
            .EnumerateFiles(Path.Combine(Cli.Repository, "src", "CallQA.App", "Web"), "*.razor", SearchOption.AllDirectories)
            .Select(File.ReadAllText));
        english.Where(name => !name.Contains('.', StringComparison.Ordinal) && !pages.Contains($"\"{name}\"", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    private static List<string> Names(string file) =>
    [
        .. XDocument.Load(Path.Combine(Cli.Repository, "src", "CallQA.App", "Web", file)).Root!
            .Elements("data").Select(entry => entry.Attribute("name")!.Value),
    ];
}
