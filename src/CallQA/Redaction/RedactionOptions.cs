namespace CallQA.Redaction;

/// <summary>What is redacted.</summary>
public sealed record RedactionOptions
{
    /// <summary>Kinds of personal data to redact; none turns redaction off. Default: none.</summary>
    public IReadOnlySet<PersonalDataKind> Kinds { get; init; } = new HashSet<PersonalDataKind>();

    /// <summary>Silence before and after each stretch of audio, 0–2 s: the times of words are not exact. Default: 0.25 s.</summary>
    public TimeSpan Margin { get; init; } = TimeSpan.FromSeconds(0.25);

    /// <summary>Whether the transcript as it was heard is kept beside the redacted one. Default: it is not.</summary>
    public bool KeepsOriginals { get; init; }

    /// <summary>Whether anything is redacted.</summary>
    public bool Enabled => Kinds.Count > 0;

    /// <summary>All kinds.</summary>
    public static IReadOnlySet<PersonalDataKind> AllKinds { get; } = Enum.GetValues<PersonalDataKind>().ToHashSet();

    /// <summary>The kinds in a form usable as a key, in the order of <see cref="PersonalDataKind"/>.</summary>
    public override string ToString() => string.Join(',', Kinds.Order());
}
