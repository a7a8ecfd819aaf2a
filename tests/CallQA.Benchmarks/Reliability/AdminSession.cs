using CallQA.App.Identity;
using CallQA.App.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CallQA.Benchmarks.Reliability;

/// <summary>People who have signed in; the pages answer only an admin in full.</summary>
internal static class AdminSession
{
    private const string Name = "benchmark";

    /// <summary>A client whose every request carries the session that a sign-in would begin.</summary>
    public static Task<HttpClient> OpenAsync(WebApplication app, CancellationToken cancellationToken) => OpenAsync(app, Name, Role.Admin, agent: null, cancellationToken);

    /// <summary>The same for somebody of another role.</summary>
    public static async Task<HttpClient> OpenAsync(WebApplication app, string name, Role role, string? agent, CancellationToken cancellationToken)
    {
        var client = Nobody(app);
        client.DefaultRequestHeaders.Add("Cookie", "callqa=" + await TicketAsync(app, name, role, agent, cancellationToken));
        return client;
    }

    /// <summary>A client of somebody who has not signed in.</summary>
    public static HttpClient Nobody(WebApplication app)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = AddressOf(app) };
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "none");
        return client;
    }

    /// <summary>Where the site is.</summary>
    public static Uri AddressOf(WebApplication app) => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>The content of a session's cookie, of an account that is made when it is missing.</summary>
    public static async Task<string> TicketAsync(WebApplication app, string name, Role role, string? agent, CancellationToken cancellationToken)
    {
        var accounts = app.Services.GetRequiredService<Accounts>();
        if ((await accounts.ListAsync(cancellationToken)).All(row => row.Name != name)) await accounts.AddAsync(name, role, agent, cancellationToken);
        var user = (await accounts.ListAsync(cancellationToken)).Single(row => row.Name == name);
        // Kept, for a session is looked at again every minute.
        user.MustChangePassword = false;
        await using (var context = app.Services.GetRequiredService<CallQADbContextFactory>().CreateDbContext())
            await context.Users.Where(row => row.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.MustChangePassword, false), cancellationToken);
        return Ticket(app, user);
    }

    private static string Ticket(WebApplication app, UserRow user)
    {
        var now = TimeProvider.System.GetUtcNow();
        var properties = new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddHours(3) };
        return app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme)
            .TicketDataFormat.Protect(new AuthenticationTicket(UserClaims.Of(user), properties, IdentityConstants.ApplicationScheme));
    }
}
