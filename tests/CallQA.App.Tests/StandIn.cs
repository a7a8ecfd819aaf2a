using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace CallQA.App.Tests;

/// <summary>A server of somebody else's, played by the test on a free port of this machine.</summary>
internal static class StandIn
{
    public static WebApplicationBuilder Builder()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // Busy machines are slow, not wrong.
        builder.WebHost.ConfigureKestrel(options => (options.Limits.MinRequestBodyDataRate, options.Limits.MinResponseDataRate) = (null, null));
        return builder;
    }
}
