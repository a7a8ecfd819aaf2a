using CallQA.App.Webhooks;

namespace CallQA.App.Settings;

/// <summary>The part <c>Webhook</c> of the settings: a program that is told what happened. Without an address nobody is told.</summary>
internal sealed record WebhookSettings
{
    /// <summary>Address that messages are sent to. The default is none.</summary>
    public string? Address { get; init; }

    /// <summary>File with the secret that messages are signed with, <c>whsec_…</c>.</summary>
    public string? SecretFile { get; init; }

    /// <summary>What the program is told of, types of messages separated by commas. The default is everything.</summary>
    public string? Events { get; init; }

    /// <summary>The types in <see cref="Events"/>; all where it is empty.</summary>
    public IReadOnlyList<string> Types => string.IsNullOrWhiteSpace(Events) ? WebhookTypes.All : Events.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether somebody is told of messages of a type.</summary>
    public bool Wants(string type) => Address is not null && Types.Contains(type, StringComparer.Ordinal);

    /// <summary>The key that messages are signed with.</summary>
    /// <exception cref="InputException">The file cannot be read, or holds no such secret.</exception>
    public WebhookKey ReadKey()
    {
        try
        {
            return WebhookKey.Parse(File.ReadAllText(SecretFile!).Trim())
                ?? throw new InputException(InputFault.Settings, $"{SecretFile} holds no secret of a webhook; write whsec_ and 24 to 64 random bytes in base64 into it.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException(InputFault.Settings, $"{SecretFile} with the secret of the webhook cannot be read; name a file that this user may read in CallQA:Webhook:SecretFile.", problem);
        }
    }
}
