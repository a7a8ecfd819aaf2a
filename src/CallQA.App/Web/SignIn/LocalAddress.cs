namespace CallQA.App.Web.SignIn;

/// <summary>Where people are led after they have signed in.</summary>
internal static class LocalAddress
{
    /// <summary>Only addresses of this site: a link elsewhere could make somebody sign in and land on a copy.</summary>
    public static string Of(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.Contains('\\', StringComparison.Ordinal) ? address : "/";
}
