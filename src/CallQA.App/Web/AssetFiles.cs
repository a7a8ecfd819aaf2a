using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace CallQA.App.Web;

/// <summary>Style sheet and scripts, kept inside the executable: there is no folder to lose and nothing to fetch from elsewhere.</summary>
internal static class AssetFiles
{
    private const string Prefix = "CallQA.App.Web.Assets.";

    private static readonly Dictionary<string, byte[]> Files = Read();

    // One folder for all, so that scripts find each other; its name changes with the content of any of them.
    private static readonly string Folder = "/assets/" + Convert.ToHexStringLower(SHA256.HashData(
        [.. Files.OrderBy(file => file.Key, StringComparer.Ordinal).SelectMany(file => file.Value)]))[..12];

    /// <summary>The address of a file, which may be cached for ever.</summary>
    public static string AddressOf(string name) => Files.ContainsKey(name)
        ? $"{Folder}/{name}"
        : throw new ArgumentException($"There is no asset {name}.", nameof(name));

    public static void MapAssets(this WebApplication app) => app.MapGet(Folder + "/{name}", async (string name, HttpContext context) =>
    {
        if (!Files.TryGetValue(name, out var content))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = Path.GetExtension(name) == ".css" ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
        context.Response.Headers[HeaderNames.CacheControl] = "public, max-age=31536000, immutable";
        await context.Response.Body.WriteAsync(content, context.RequestAborted);
    }).AllowAnonymous();

    private static Dictionary<string, byte[]> Read()
    {
        var assembly = typeof(AssetFiles).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(
            name => name[Prefix.Length..],
            name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                var content = new byte[stream.Length];
                stream.ReadExactly(content);
                return content;
            });
    }
}
