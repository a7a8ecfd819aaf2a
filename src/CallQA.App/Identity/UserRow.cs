namespace CallQA.App.Identity;

/// <summary>Somebody who may sign in.</summary>
internal sealed class UserRow
{
    public string Id { get; init; } = Guid.CreateVersion7().ToString("N");

    public required string Name { get; set; }

    /// <summary>The name in the form it is looked up by.</summary>
    public required string NormalizedName { get; set; }

    public required Role Role { get; set; }

    /// <summary>The agent whose calls an <see cref="Identity.Role.Agent"/> sees.</summary>
    public string? AgentId { get; set; }

    /// <summary>Who it is at the OpenID Connect provider, as a digest; null for accounts of this site.</summary>
    public string? ExternalId { get; init; }

    public string? PasswordHash { get; set; }

    /// <summary>Changes with everything that must end the sessions there are.</summary>
    public required string SecurityStamp { get; set; }

    /// <summary>The password was made by the product and is good for one sign-in.</summary>
    public bool MustChangePassword { get; set; }

    public int FailedSignIns { get; set; }

    public DateTime? LockedUntilUtc { get; set; }

    public bool Disabled { get; set; }

    public DateTime CreatedUtc { get; init; }
}
