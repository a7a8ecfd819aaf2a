namespace CallQA.App.Identity.OpenId;

/// <summary>The part <c>OpenId</c> of the settings: signing in with accounts of an OpenID Connect provider. Without an authority there is none.</summary>
internal sealed record OpenIdSettings
{
    /// <summary>Address of the provider; its <c>.well-known/openid-configuration</c> says the rest. The default is none.</summary>
    public string? Authority { get; init; }

    /// <summary>What the provider calls this site.</summary>
    public string? ClientId { get; init; }

    /// <summary>The secret that goes with it, where the provider wants one.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>What people are asked to sign in with. The default is <c>OpenID Connect</c>.</summary>
    public string Name { get; init; } = "OpenID Connect";

    /// <summary>The claim that names people. The default is <c>preferred_username</c>.</summary>
    public string NameClaim { get; init; } = "preferred_username";

    /// <summary>The claim whose values are mapped to roles. The default is <c>roles</c>.</summary>
    public string RoleClaim { get; init; } = "roles";

    /// <summary>Values of that claim and the roles they give: <c>qa-leads=admin,qa=reviewer</c>. Whoever has none of them is not let in.</summary>
    public string? Roles { get; init; }

    /// <summary>The claim with an agent's identifier as in the call lists. The default is <c>agent_id</c>.</summary>
    public string AgentClaim { get; init; } = "agent_id";

    /// <summary>What else is asked for beside <c>openid</c>, separated by blanks. The default is <c>profile</c>.</summary>
    public string Scopes { get; init; } = "profile";

    /// <summary><see cref="Roles"/> as a table; null when it cannot be read.</summary>
    public IReadOnlyList<(string Value, Role Role)>? ByValue()
    {
        List<(string, Role)> table = [];
        foreach (var entry in (Roles ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (entry.Split('=', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } value, var name] || !Enum.TryParse<Role>(name, ignoreCase: true, out var role) || !Enum.IsDefined(role))
                return null;
            table.Add((value, role));
        }

        return table;
    }
}
