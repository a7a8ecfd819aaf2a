namespace CallQA.Interchange;

/// <summary>The names of draft-ietf-vcon-vcon-core and its extension for contact centres that both directions use.</summary>
internal static class VconTerms
{
    /// <summary>Names us as the maker of analyses.</summary>
    public const string Vendor = "CallQA";

    /// <summary>Says that the parties have roles and dialogs a campaign and a skill.</summary>
    public const string ContactCentre = "CC";

    /// <summary>Type and extension of transcripts by draft-howe-vcon-wtf-extension.</summary>
    public const string Wtf = "wtf_transcription";

    /// <summary>Our transcript, with everything that we hold.</summary>
    public const string TranscriptSchema = "callqa/transcript/1";

    /// <summary>Our evaluation, with answers and evidence.</summary>
    public const string EvaluationSchema = "callqa/qa-evaluation/1";

    /// <summary>The scorecard that the evaluation answers, as YAML.</summary>
    public const string ScorecardSchema = "callqa/scorecard/1";

    /// <summary>What a person submitted about the call, beside the machine's evaluation.</summary>
    public const string ReviewSchema = "callqa/review/1";

    /// <summary>What the telephone system knew and the terms above have no place for.</summary>
    public const string CallSchema = "callqa/call/1";

    public const string Base64Url = "base64url";

    public const string Json = "json";

    public const string None = "none";
}
