namespace CallQA.Measurement;

internal static class LanguageCode
{
    /// <summary>The bare language of a tag: <c>de</c> of <c>de-AT</c>, in lower case.</summary>
    public static string Of(string tag) => tag.Split('-', '_')[0].ToLowerInvariant();
}
