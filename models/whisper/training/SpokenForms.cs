namespace DemoModel;

/// <summary>What a language says in its own way: numbers, amounts, dates, spelling, and how a sentence is finished.</summary>
public abstract class SpokenForms(Random random)
{
    protected Random Random { get; } = random;
    protected string Pick(string[] options) => options[Random.Next(options.Length)];
    protected string PickOf(string options) => Pick(Grammar.Options(options));

    /// <summary>Speaks a built-in slot ("amount", "date" ...); null where the name is no built-in slot of this language.</summary>
    public abstract string? Say(string slot, Grammar grammar);

    /// <summary>A slot the language derives from another one, and how it changes what that one gave; null where there is none.</summary>
    public virtual (string Slot, Func<string, string> Change)? Derived(string slot) => null;

    public abstract string Number(int n);
    public abstract bool TakesLead(string template);
    public abstract string Lead(string lead, string template);

    /// <summary>Puts spaces, agreement and the capital letter of a sentence right.</summary>
    public abstract string Finish(string sentence);

    protected static string Space(string s)
    {
        s = s.Trim();
        while (s.Contains("  ")) s = s.Replace("  ", " ");
        return s.Replace(" ,", ",").Replace(" .", ".").Replace(" ?", "?");
    }
    protected static string Capital(string s) => char.ToUpperInvariant(s[0]) + s[1..];
}
