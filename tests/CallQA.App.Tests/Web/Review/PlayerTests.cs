using CallQA.App.Identity;
using CallQA.App.Tests.Storage;
using Microsoft.Playwright;

namespace CallQA.App.Tests.Web.Review;

/// <summary>What the player does to the sound and shows of the call, in a real browser.</summary>
public sealed class PlayerTests(Chromium chromium, PostgreSqlCluster cluster)
{
    // Lets tests look at the sound and at the mixer, which the page keeps to itself.
    private const string Watch = """
        window.gains = [];
        const Sound = window.Audio;
        window.Audio = function () { return window.sound = new Sound(); };
        const make = AudioContext.prototype.createGain;
        AudioContext.prototype.createGain = function () { const gain = make.call(this); window.gains.push(gain); return gain; };
        window.written = [];
        const write = CanvasRenderingContext2D.prototype.fillText;
        CanvasRenderingContext2D.prototype.fillText = function (text, ...place) { window.written.push(text); write.call(this, text, ...place); };
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Speed_ChangesWithoutThePitch()
    {
        await using var site = await SampleSite.OpenAsync();
        var page = await OpenAsync(site, Role.Reviewer);
        await page.Keyboard.PressAsync(".");
        await Assertions.Expect(page.Locator("#speed")).ToHaveValueAsync("1.25");
        (await page.EvaluateAsync<double>("() => window.sound.playbackRate").WaitAsync(Token)).ShouldBe(1.25);
        (await page.EvaluateAsync<bool>("() => window.sound.preservesPitch").WaitAsync(Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task Sides_AreMutedAndSetInVolume_InTheMixerItself()
    {
        await using var site = await SampleSite.OpenAsync();
        var page = await OpenAsync(site, Role.Reviewer);
        await page.Keyboard.PressAsync("]");
        (await GainsAsync(page)).ShouldBe([1, 0, 0, 0]);
        await page.Keyboard.PressAsync("[");
        await page.Keyboard.PressAsync("]");
        (await GainsAsync(page)).ShouldBe([0, 1, 0, 0]);
        await page.Locator("#mono").ClickAsync();
        (await GainsAsync(page)).ShouldBe([0, 1, 0, 1]);
        await page.Locator("#mono").ClickAsync();
        await page.Keyboard.PressAsync("[");

        var customer = page.GetByRole(AriaRole.Slider, new() { Name = "Volume: Customer" });
        await customer.FocusAsync();
        foreach (var _ in Enumerable.Range(0, 3)) await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(customer).ToHaveAttributeAsync("aria-valuetext", "130 %");
        (await GainsAsync(page)).ShouldBe([1, 1.3, 0, 0]);
        await Assertions.Expect(page.Locator("#clock")).ToHaveTextAsync("0:00 / 0:52");
        await page.Keyboard.PressAsync("]");
        (await GainsAsync(page)).ShouldBe([1, 0, 0, 0], "muted, however loud it is");
        await page.Keyboard.PressAsync("]");
        (await GainsAsync(page)).ShouldBe([1, 1.3, 0, 0], "and as loud as before");
    }

    [Fact]
    public async Task Keys_LeapTenSeconds_AndZoom()
    {
        await using var site = await SampleSite.OpenAsync();
        var page = await OpenAsync(site, Role.Auditor);
        var clock = page.Locator("#clock");
        foreach (var (key, moment) in new[] { (">", "0:10"), (">", "0:20"), ("<", "0:10"), ("ArrowRight", "0:15") })
        {
            await page.Keyboard.PressAsync(key);
            await Assertions.Expect(clock).ToHaveTextAsync(moment + " / 0:52");
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "10 seconds back" }).ClickAsync();
        await Assertions.Expect(clock).ToHaveTextAsync("0:05 / 0:52");
        await page.GetByRole(AriaRole.Button, new() { Name = "10 seconds ahead" }).ClickAsync();
        await Assertions.Expect(clock).ToHaveTextAsync("0:15 / 0:52");

        await page.Locator("#wave").PressAsync("Home");
        await page.Keyboard.PressAsync("+");
        await ClickInTheMiddleAsync(page);
        await Assertions.Expect(clock).ToHaveTextAsync("0:13 / 0:52");
        await page.Keyboard.PressAsync("-");
        await ClickInTheMiddleAsync(page);
        await Assertions.Expect(clock).ToHaveTextAsync("0:26 / 0:52");
    }

    [Fact]
    public async Task HoldAndDeadAir_AreToldApart_WithoutTheirColours()
    {
        await using var site = await SampleSite.OpenAsync(turning: true);
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var page = await OpenAsync(site, Role.Auditor, theme);
            // Without the sound, which is drawn over them.
            await page.RouteAsync("**/peaks", route => route.AbortAsync()).WaitAsync(Token);
            await ShowAsync(page, "/calls/" + SampleSite.Call);
            await page.WaitForFunctionAsync("() => window.written.includes('Hold') && window.written.includes('Dead air')");
            // Which pixels of a stretch stand out from its tint, whatever colour they have.
            var shapes = await page.EvaluateAsync<string[]>("""
                () => {
                  const canvas = document.getElementById('canvas'), context = canvas.getContext('2d');
                  return [13, 23].map(moment => {
                    const left = 8 * Math.round(moment / 52.87 * canvas.width / 8);
                    const { data } = context.getImageData(left, 16, 16, 16);
                    const alphas = Array.from({ length: 256 }, (_, pixel) => data[4 * pixel + 3]), least = Math.min(...alphas);
                    return alphas.map(alpha => alpha > least + 40 ? '#' : '.').join('');
                  });
                }
                """).WaitAsync(Token);
            foreach (var shape in shapes) shape.ShouldContain('#', theme.ToString());
            shapes[0].ShouldNotBe(shapes[1], theme.ToString());
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task MoodTurns_AreMarkedAndReachedByKey_ExceptForTheBlindAndForAgents(bool onPostgreSql)
    {
        await using var site = await SampleSite.OpenAsync(await cluster.DatabaseAsync(onPostgreSql), turning: true);
        var page = await OpenAsync(site, Role.Reviewer);
        await Assertions.Expect(page.Locator("#turn-2 .flip")).ToHaveTextAsync("The customer’s mood turns for the worse");
        await Assertions.Expect(page.Locator("#turn-3 .flip")).ToHaveTextAsync("The customer’s mood turns for the better");
        await Assertions.Expect(page.Locator(".flip.worse, .flip.better")).ToHaveCountAsync(2);
        foreach (var moment in new[] { "0:30", "0:45", "0:30" })
        {
            await page.Keyboard.PressAsync("m");
            await Assertions.Expect(page.Locator("#clock")).ToHaveTextAsync(moment + " / 0:52");
        }

        await ShowAsync(page, $"/calls/{SampleSite.Call}?blind=1");
        await Assertions.Expect(page.Locator(".flip")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#player")).ToHaveAttributeAsync("data-flips", "[]");
        var agent = await OpenAsync(site, Role.Agent);
        await Assertions.Expect(agent.Locator(".flip")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Evidence_PlaysItsSpanAndStops_ByItsChipAndByKey()
    {
        await using var site = await SampleSite.OpenAsync();
        var page = await OpenAsync(site, Role.Reviewer);
        await page.Locator("#speed").SelectOptionAsync("2.5");
        await page.Locator("#q-greeting .evidence .chip").First.ClickAsync();
        await page.WaitForFunctionAsync("() => !window.sound.paused && window.sound.currentTime >= 0.4");
        await page.WaitForFunctionAsync("() => window.sound.paused");
        (await MomentAsync(page)).ShouldBeInRange(6.17, 8, "it plays to the end of the passage");

        await page.Locator("#q-greeting").FocusAsync();
        await page.Keyboard.PressAsync("e");
        await page.WaitForFunctionAsync("() => !window.sound.paused && window.sound.currentTime < 6");
        await page.Keyboard.PressAsync("Space");
        await page.WaitForFunctionAsync("() => window.sound.paused");
    }

    private async Task<IPage> OpenAsync(TestSite site, Role role, ColorScheme theme = ColorScheme.Light)
    {
        var page = await chromium.OpenAsync(site, role, options => options.ColorScheme = theme);
        await page.AddInitScriptAsync(Watch).WaitAsync(Token);
        await ShowAsync(page, "/calls/" + SampleSite.Call);
        return page;
    }

    private static async Task ShowAsync(IPage page, string address)
    {
        await page.GotoAsync(address);
        await page.Locator("#workplace[data-ready]").WaitForAsync();
    }

    private static async Task ClickInTheMiddleAsync(IPage page)
    {
        var place = (await page.Locator("#canvas").BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(place.X + (place.Width / 2), place.Y + (place.Height / 2));
    }

    private static async Task<double[]> GainsAsync(IPage page) =>
        [.. (await page.EvaluateAsync<double[]>("() => window.gains.map(gain => gain.gain.value)").WaitAsync(Token)).Select(gain => Math.Round(gain, 3))];

    private static Task<double> MomentAsync(IPage page) => page.EvaluateAsync<double>("() => window.sound.currentTime").WaitAsync(Token);
}
