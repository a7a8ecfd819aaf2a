using Microsoft.Playwright;

namespace CallQA.App.Tests.Web;

/// <summary>Buttons that play a passage. What they show meanwhile is over before a busy machine looks: the page itself notes it, in <c>data-shown</c>.</summary>
internal static class PassageButton
{
    private const string Note = """
        button => new MutationObserver(() => {
          const shown = `${button.getAttribute('aria-pressed')} ${button.textContent}`;
          if (!(button.dataset.shown ?? '').endsWith(shown)) button.dataset.shown = `${button.dataset.shown ?? ''}, ${shown}`;
        }).observe(button, { childList: true, characterData: true, subtree: true })
        """;

    /// <summary>Presses it and waits until it plays, or has played.</summary>
    public static async Task PlayAsync(this ILocator button)
    {
        await button.EvaluateAsync(Note);
        await button.ClickAsync();
        await Assertions.Expect(button).ToHaveAttributeAsync("data-shown", new System.Text.RegularExpressions.Regex("true ⏸"));
    }
}
