using System.Security.Claims;
using CallQA.App.Identity;

namespace CallQA.App.Coaching.Sessions;

/// <summary>Who does something.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Its name.</param>
internal sealed record Acting(string Id, string Name)
{
    public static Acting Of(ClaimsPrincipal user) => new(UserClaims.IdOf(user), user.Identity!.Name!);
}
