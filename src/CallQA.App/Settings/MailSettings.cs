namespace CallQA.App.Settings;

/// <summary>How the connection to a mail server is protected.</summary>
internal enum MailSecurity
{
    /// <summary>Encrypted before anything is said; refused where the server cannot.</summary>
    StartTls,

    /// <summary>Encrypted from the start.</summary>
    Tls,

    /// <summary>Not at all: only for a server on the same machine.</summary>
    None,
}

/// <summary>The part <c>Mail</c> of the settings: reports by e-mail. Without a host none are sent.</summary>
internal sealed record MailSettings
{
    /// <summary>The mail server. The default is none.</summary>
    public string? Host { get; init; }

    /// <summary>Its port, 1–65535. The default is 587.</summary>
    public int Port { get; init; } = 587;

    /// <summary>How the connection is protected: <c>starttls</c>, <c>tls</c> or <c>none</c>. The default is <c>starttls</c>.</summary>
    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>Account at the server; the default is none.</summary>
    public string? User { get; init; }

    /// <summary>File with its password.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>Address that reports come from.</summary>
    public string? From { get; init; }

    /// <summary>Addresses that the report of everyone is sent to, separated by commas.</summary>
    public string? To { get; init; }

    /// <summary><see cref="To"/> one by one.</summary>
    public IReadOnlyList<string> Recipients => (To ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
