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

/// <summary>An admin who has signed in: the pages answer nobody else in full.</summary>
internal static class AdminSession
{
    private const string Name = "benchmark";

    /// <summary>A client whose every request carries the session that a sign-in would begin.</summary>
    public static async Task<HttpClient> OpenAsync(WebApplication app, CancellationToken cancellationToken)
    {
        var accounts = app.Services.GetRequiredService<Accounts>();
        await accounts.AddAsync(Name, Role.Admin, null, cancellationToken);
        var user = (await accounts.ListAsync(cancellationToken)).Single(row => row.Name == Name);
        // Kept, for a session is looked at again every minute.
        user.MustChangePassword = false;
        await using (var context = app.Services.GetRequiredService<CallQADbContextFactory>().CreateDbContext())
            await context.Users.Where(row => row.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.MustChangePassword, false), cancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(address) };
        client.DefaultRequestHeaders.Add("Cookie", "callqa=" + Ticket(app, user));
        return client;
    }

    private static string Ticket(WebApplication app, UserRow user)
    {
        var now = TimeProvider.System.GetUtcNow();
        var properties = new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddHours(3) };
        return app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme)
            .TicketDataFormat.Protect(new AuthenticationTicket(UserClaims.Of(user), properties, IdentityConstants.ApplicationScheme));
    }
}
