using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Whisper.Decoding;

/// <summary>Puts together what the decoder reads before a window: company vocabulary, text before, language and task.</summary>
internal sealed class PromptBuilder
{
    /// <summary>Text before grows in such steps, so that windows of several channels have prompts of one length and are decoded side by side.</summary>
    private const int Step = 16;

    private readonly WhisperVocabulary _vocabulary;
    private readonly WhisperOptions _options;
    private readonly List<int> _words;
    private readonly int _room;

    /// <param name="vocabulary">The model's vocabulary.</param>
    /// <param name="options">Gives the prompt.</param>
    /// <param name="textContext">Positions of the decoder; text before takes half of them at most.</param>
    public PromptBuilder(WhisperVocabulary vocabulary, WhisperOptions options, int textContext)
    {
        (_vocabulary, _options, _room) = (vocabulary, options, (textContext / 2) - 1);
        var words = string.IsNullOrWhiteSpace(options.Prompt) ? [] : new BytePairEncoder(vocabulary).Encode(" " + options.Prompt.Trim());
        _words = Last(words, _room);
    }

    /// <summary>The prompt of a window.</summary>
    /// <param name="language">Index of the language spoken.</param>
    /// <param name="previous">Tokens of the text before, of which the last ones count.</param>
    public int[] Build(int language, IReadOnlyList<int> previous)
    {
        var special = _vocabulary.Special;
        int[] before = [.. _words, .. Last(previous, Shown(previous.Count))];
        int[] start = special.Prompt(language, _options.Translate, _options.Timestamps);
        return before.Length == 0 ? start : [special.StartOfPrevious, .. before, .. start];
    }

    /// <summary>How many tokens of the text before are shown: all of a short one, whole steps of a longer one.</summary>
    private int Shown(int count) => Math.Min(count < Step ? count : count - (count % Step), _room - _words.Count);

    private static List<int> Last(IReadOnlyList<int> tokens, int count) => [.. tokens.Skip(Math.Max(0, tokens.Count - count))];
}
