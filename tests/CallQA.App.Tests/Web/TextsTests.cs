using System.Text.RegularExpressions;
using System.Xml.Linq;
using CallQA.App.Tests.Commands;

namespace CallQA.App.Tests.Web;

public sealed partial class TextsTests
{
    [Fact]
    public void Texts_AreThereInBothLanguages_AndUsed()
    {
        var english = Names("Texts.resx");
        Names("Texts.de.resx").ShouldBe(english);
        var pages = Pages();
        english.Where(name => !name.Contains('.', StringComparison.Ordinal) && !pages.Contains($"\"{name}\"", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Texts_KnowOne_WhereTheyCount()
    {
        var counted = Counted().Matches(Pages()).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        counted.ShouldNotBeEmpty();
        foreach (var file in new[] { "Texts.resx", "Texts.de.resx" })
            Names(file).Where(name => name.EndsWith(".One", StringComparison.Ordinal)).Select(name => name[..^4]).ShouldBe(counted, ignoreOrder: true, file);
    }

    private static string Pages() => string.Concat(Directory
        .EnumerateFiles(Path.Combine(Cli.Repository, "src", "CallQA.App", "Web"), "*.razor", SearchOption.AllDirectories)
        .Select(File.ReadAllText));

    [GeneratedRegex("T\\.Counted\\(\"([A-Za-z.]+)\"")]
    private static partial Regex Counted();

    private static List<string> Names(string file) =>
    [
        .. XDocument.Load(Path.Combine(Cli.Repository, "src", "CallQA.App", "Web", file)).Root!
            .Elements("data").Select(entry => entry.Attribute("name")!.Value),
    ];
}
