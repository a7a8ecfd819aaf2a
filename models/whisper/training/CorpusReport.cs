namespace DemoModel;

/// <summary>Shows what a grammar says, and checks that the byte-pair encoder keeps every text.</summary>
public static class CorpusReport
{
    public static void Write(Language language, int seed, int count)
    {
        var c = new Corpus(language, seed);
        for (int i = 0; i < count; i++) Console.WriteLine(c.Sentence());
    }

    /// <summary>Every slot resolves, every text decodes back to itself, and how much of it the sub-vocabulary covers.</summary>
    public static void Check(string ggmlVocab, string subvocab, int count)
    {
        var v = new GgmlVocab(ggmlVocab); var sv = SubVocab.Load(subvocab);
        foreach (var language in Language.All)
        {
            var c = new Corpus(language, 3); c.Check();
            var texts = Enumerable.Range(0, count).Select(_ => c.Sentence()).Distinct().ToList();
            var words = texts.SelectMany(t => t.Split([' ', ',', '.', '?'], StringSplitOptions.RemoveEmptyEntries)).Select(w => w.ToLowerInvariant()).ToHashSet();
            var ids = texts.ToDictionary(t => t, t => v.Encode(" " + t));
            int lost = texts.Count(t => v.Decode(ids[t]) != " " + t), outside = texts.Count(t => !ids[t].All(sv.Has));
            var grammar = Grammar.Load(language);
            Console.WriteLine($"{language.Code}: {grammar.Templates.Length + grammar.Short.Length + grammar.Generic.Length} templates, {grammar.Slots.Values.Sum(o => o.Length)} options, {texts.Count} of {count} sentences distinct, " +
                $"{words.Count} words, {texts.Average(t => t.Split(' ').Length):0.0} words and {ids.Values.Average(i => i.Count):0.0} tokens a sentence; {lost} texts not kept by the encoder, {outside} outside the sub-vocabulary");
        }
    }
}
