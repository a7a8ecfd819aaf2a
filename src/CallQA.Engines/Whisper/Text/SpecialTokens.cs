namespace CallQA.Engines.Whisper.Text;

/// <summary>The ids of Whisper's special tokens, which follow from the size of the vocabulary alone.</summary>
/// <param name="Multilingual">True when the model has language tokens that mean something.</param>
/// <param name="LanguageCount">Number of language tokens.</param>
/// <param name="EndOfText">Ends a window; everything below it is text.</param>
/// <param name="StartOfTranscript">First token of every prompt.</param>
internal sealed record SpecialTokens(bool Multilingual, int LanguageCount, int EndOfText, int StartOfTranscript)
{
    private const int EnglishVocabulary = 51_864;
    private const int TokensBesideLanguages = 51_765;

    /// <summary>First language token; they follow in the order of <see cref="Languages.Codes"/>.</summary>
    public int FirstLanguage => StartOfTranscript + 1;

    /// <summary>Asks for English text whatever the language.</summary>
    public int Translate => FirstLanguage + LanguageCount;

    /// <summary>Asks for text in the language spoken.</summary>
    public int Transcribe => Translate + 1;

    /// <summary>Start of a language-model-only prompt; never decoded.</summary>
    public int StartOfLanguageModel => Translate + 2;

    /// <summary>Introduces text that came before.</summary>
    public int StartOfPrevious => Translate + 3;

    /// <summary>Its probability at the first step is the probability of no speech.</summary>
    public int NoSpeech => Translate + 4;

    /// <summary>Asks for text without times.</summary>
    public int NoTimestamps => Translate + 5;

    /// <summary>The timestamp 0.00; each following token is 0.02 s later.</summary>
    public int TimestampBegin => Translate + 6;

    /// <summary>Derives the ids.</summary>
    public static SpecialTokens For(int vocabularySize)
    {
        var multilingual = vocabularySize > EnglishVocabulary;
        var shift = multilingual ? 1 : 0;
        var languages = vocabularySize - TokensBesideLanguages - shift;
        return new SpecialTokens(multilingual, languages, 50_256 + shift, 50_257 + shift);
    }

    /// <summary>Tokens that start a window's transcript.</summary>
    public int[] Prompt(int languageIndex, bool translate, bool timestamps)
    {
        var prompt = new List<int> { StartOfTranscript };
        if (Multilingual)
            prompt.AddRange([FirstLanguage + languageIndex, translate ? Translate : Transcribe]);
        if (!timestamps)
            prompt.Add(NoTimestamps);
        return [.. prompt];
    }
}
