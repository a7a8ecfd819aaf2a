using CallQA.Coaching;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQA.App.Web.Reports;

/// <summary>Renders the components to pages that stand alone.</summary>
internal sealed class ReportHtml : IAsyncDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().BuildServiceProvider();
    private readonly HtmlRenderer renderer;

    public ReportHtml() => renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);

    public Task<string> RenderAsync(CoachingReport report, ReportFileNames files) =>
        RenderAsync<Report>(new() { [nameof(Report.Page)] = new ReportPage(report, files) });

    public Task<string> RenderIndexAsync(IReadOnlyList<ReportPeriod> periods, string language) =>
        RenderAsync<ReportIndex>(new() { [nameof(ReportIndex.Periods)] = periods, [nameof(ReportIndex.Language)] = language });

    public async ValueTask DisposeAsync()
    {
        await renderer.DisposeAsync();
        await services.DisposeAsync();
    }

    private Task<string> RenderAsync<TPage>(Dictionary<string, object?> parameters)
        where TPage : IComponent =>
        renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters));
            return page.ToHtmlString().ReplaceLineEndings("\n");
        });
}
