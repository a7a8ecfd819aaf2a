using CallQA.App.Models;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Models;

public sealed class VocabularyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, "Zahara\n# products\n\n  Vela 300 \r\nZahara\n", "Zahara, Vela 300.")]
    [InlineData("A call about phones.", "Zahara\n", "A call about phones. Zahara.")]
    [InlineData("A call.", "", "A call.")]
    [InlineData(null, "# nothing\n", null)]
    public async Task Prompt_NamesEveryTermOnceAfterThePrompt(string? prompt, string content, string? expected)
    {
        await File.WriteAllTextAsync(_folder.Of("terms.txt"), content, Stop);
        (await Vocabulary.PromptAsync(prompt, _folder.Of("terms.txt"), Stop)).ShouldBe(expected);
    }

    [Fact]
    public async Task Prompt_IsLeftAsItIs_WhenThereIsNoVocabulary() => (await Vocabulary.PromptAsync("A call.", null, Stop)).ShouldBe("A call.");

    [Fact]
    public async Task Prompt_RefusesAListThatNoModelHeeds()
    {
        await File.WriteAllLinesAsync(_folder.Of("terms.txt"), Enumerable.Range(0, 2000).Select(number => $"term {number}"), Stop);
        (await Should.ThrowAsync<InputException>(() => Vocabulary.PromptAsync(null, _folder.Of("terms.txt"), Stop))).Message.ShouldContain("terms.txt");
    }
}
