using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace CallQA.App.Web;

/// <summary>The one style sheet, kept inside the executable: there is no folder to lose and nothing to fetch from elsewhere.</summary>
internal static class StyleSheet
{
    private static readonly byte[] Content = Read();

    /// <summary>Its address changes with its content and may be cached for ever.</summary>
    public static string Address { get; } = $"/assets/callqa.{Convert.ToHexStringLower(SHA256.HashData(Content))[..12]}.css";

    public static void MapStyleSheet(this WebApplication app) => app.MapGet(Address, context =>
    {
        context.Response.ContentType = "text/css; charset=utf-8";
        context.Response.Headers[HeaderNames.CacheControl] = "public, max-age=31536000, immutable";
        return context.Response.Body.WriteAsync(Content, context.RequestAborted).AsTask();
    });

    private static byte[] Read()
    {
        using var stream = typeof(StyleSheet).Assembly.GetManifestResourceStream("CallQA.App.Web.Assets.callqa.css")!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
