using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace CallQA.App.Tests.Web;

/// <summary>The rules of WCAG 2.2 AA that a program can tell, as axe-core knows them, held against a page that is open.</summary>
internal static class AccessibilityRules
{
    // Only what is broken crosses over to the test: what holds is a megabyte a page. How many rules were looked at does, so that none is not taken for all.
    private const string Run = """
        async only => {
          const found = await axe.run(document, { runOnly: only, resultTypes: ['violations'] });
          return { looked: found.passes.length, broken: found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`)) };
        }
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    private static readonly object All = new { type = "tag", values = new[] { "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa" } };

    private static readonly object Names = new { type = "rule", values = new[] { "button-name", "label-content-name-mismatch", "aria-allowed-attr" } };

    private static readonly object Contrast = new { type = "rule", values = new[] { "color-contrast" } };

    /// <summary>Makes the rules known to every page that a window opens from now on.</summary>
    public static Task LoadAsync(IBrowserContext window) => window.AddInitScriptAsync(Script);

    /// <summary>What breaks any rule, each with the piece of the page.</summary>
    public static Task<IReadOnlyList<string>> BrokenAsync(this IPage page) => RunAsync(page, All);

    /// <summary>What can hardly be read, the only rule that another theme can break.</summary>
    public static Task<IReadOnlyList<string>> HardlyReadableAsync(this IPage page) => RunAsync(page, Contrast);

    /// <summary>Whose name is not what is seen: a rule of axe-core's that is on trial, and not among all.</summary>
    public static Task<IReadOnlyList<string>> MisnamedAsync(this IPage page) => RunAsync(page, Names);

    private static async Task<IReadOnlyList<string>> RunAsync(IPage page, object rules)
    {
        var found = await page.EvaluateAsync<Found>(Run, rules);
        found.Looked.ShouldBePositive($"{page.Url} was not looked at");
        return found.Broken;
    }

    private sealed class Found
    {
        public int Looked { get; set; }

        public string[] Broken { get; set; } = [];
    }
}
