using CallQA.Redaction;

namespace CallQA.App.Settings;

/// <summary>What becomes of transcripts as they were heard.</summary>
public enum OriginalsRule
{
    /// <summary>They are never stored.</summary>
    Destroy,

    /// <summary>They are stored beside the redacted ones, for those who may see originals.</summary>
    Keep,
}

/// <summary>The part <c>Redaction</c> of the settings: what personal data is taken out of transcripts and silenced in recordings.</summary>
internal sealed record RedactionSettings
{
    public const int MostMargin = 2000;

    /// <summary>Kinds to take out, separated by commas, <c>payment</c> for those of payment cards, <c>all</c> or <c>none</c>. The default is <c>none</c>.</summary>
    public string Kinds { get; init; } = "none";

    /// <summary>Whether transcripts as they were heard are kept for those who may see originals: <c>keep</c> or <c>destroy</c>. The default is <c>destroy</c>.</summary>
    public OriginalsRule Originals { get; init; } = OriginalsRule.Destroy;

    /// <summary>Milliseconds of silence before and after what is taken out, 0–2000. The default is 250.</summary>
    public int MarginMilliseconds { get; init; } = 250;

    /// <summary>These settings as the redactor takes them.</summary>
    public RedactionOptions Options => new()
    {
        Kinds = ParseKinds() ?? RedactionOptions.AllKinds,
        Margin = TimeSpan.FromMilliseconds(MarginMilliseconds),
        KeepsOriginals = Originals == OriginalsRule.Keep,
    };

    /// <summary><see cref="Kinds"/> one by one.</summary>
    /// <returns>Null when the text cannot be used.</returns>
    public IReadOnlySet<PersonalDataKind>? ParseKinds()
    {
        var kinds = new HashSet<PersonalDataKind>();
        foreach (var name in Kinds.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Named(name) is not { } named) return null;
            kinds.UnionWith(named);
        }

        return kinds;
    }

    private static IReadOnlySet<PersonalDataKind>? Named(string name) => name.ToUpperInvariant() switch
    {
        "NONE" => new HashSet<PersonalDataKind>(),
        "ALL" => RedactionOptions.AllKinds,
        "PAYMENT" => new HashSet<PersonalDataKind> { PersonalDataKind.CardNumber, PersonalDataKind.SecurityCode, PersonalDataKind.CardExpiry },
        _ => !int.TryParse(name, out _) && Enum.TryParse<PersonalDataKind>(name, ignoreCase: true, out var kind) ? new HashSet<PersonalDataKind> { kind } : null,
    };
}
