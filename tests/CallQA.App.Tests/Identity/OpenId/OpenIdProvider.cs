using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CallQA.App.Tests.Identity.OpenId;

/// <summary>A small OpenID Connect provider on this machine: discovery, authorization code with PKCE, signed identity tokens.</summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    public const string Client = "callqa";
    public const string Secret = "provider-secret";

    private static readonly string[] Code = ["code"], Public = ["public"], Algorithms = ["RS256"];

    private readonly RSA key = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, IQueryCollection> codes = new();
    private readonly WebApplication app;

    private OpenIdProvider(WebApplication app) => this.app = app;

    /// <summary>Its address.</summary>
    public string Authority { get; private set; } = "";

    /// <summary>What it says of whoever signs in.</summary>
    public Dictionary<string, object> Claims { get; } = [];

    /// <summary>What tokens are signed with; another key than the published one when it is set.</summary>
    public RSA? ForgedKey { get; set; }

    /// <summary>Whether a code was asked for without PKCE.</summary>
    public bool WithoutPkce { get; private set; }

    public static async Task<OpenIdProvider> OpenAsync()
    {
        var provider = new OpenIdProvider(StandIn.Builder().Build());
        provider.app.MapGet("/.well-known/openid-configuration", provider.Discover);
        provider.app.MapGet("/keys", provider.Keys);
        provider.app.MapGet("/authorize", provider.Authorize);
        provider.app.MapPost("/token", (Delegate)provider.TokenAsync);
        await provider.app.StartAsync(TestContext.Current.CancellationToken);
        provider.Authority = provider.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
    }

    private IResult Discover() => Results.Json(new Dictionary<string, object>
    {
        ["issuer"] = Authority,
        ["authorization_endpoint"] = Authority + "/authorize",
        ["token_endpoint"] = Authority + "/token",
        ["jwks_uri"] = Authority + "/keys",
        ["response_types_supported"] = Code,
        ["subject_types_supported"] = Public,
        ["id_token_signing_alg_values_supported"] = Algorithms,
    });

    private IResult Keys()
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", kid = "test", alg = "RS256", n = Encode(parameters.Modulus!), e = Encode(parameters.Exponent!) } } });
    }

    private IResult Authorize(HttpContext context)
    {
        var asked = context.Request.Query;
        WithoutPkce |= asked["code_challenge_method"] != "S256" || asked["code_challenge"].Count == 0;
        var code = RandomNumberGenerator.GetHexString(16);
        codes[code] = asked;
        return Results.Redirect($"{asked["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(asked["state"]!)}");
    }

    private async Task<IResult> TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (!codes.TryRemove(form["code"]!, out var asked) || form["client_secret"] != Secret || form["client_id"] != Client
            || Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"]!))) != asked["code_challenge"])
            return Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest);
        return Results.Json(new { access_token = "opaque", token_type = "Bearer", expires_in = 60, id_token = Sign(asked["nonce"]!) });
    }

    private string Sign(string nonce)
    {
        var now = TimeProvider.System.GetUtcNow();
        var claims = new Dictionary<string, object>(Claims)
        {
            ["iss"] = Authority, ["aud"] = Client, ["nonce"] = nonce, ["iat"] = now.ToUnixTimeSeconds(), ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
        };
        var signed = string.Create(CultureInfo.InvariantCulture, $"{Encode("""{"alg":"RS256","kid":"test","typ":"JWT"}"""u8)}.{Encode(JsonSerializer.SerializeToUtf8Bytes(claims))}");
        return $"{signed}.{Encode((ForgedKey ?? key).SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Encode(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
