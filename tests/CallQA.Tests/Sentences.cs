namespace CallQA.Tests;

/// <summary>What every message about bad input must be.</summary>
internal static class Sentences
{
    /// <summary>One sentence on one line that names what it must name.</summary>
    public static void ShouldBeASentence(this string message, params string[] named)
    {
        message.Contains('\n').ShouldBeFalse(message);
        message.ShouldEndWith(".");
        char.IsUpper(message[0]).ShouldBeTrue(message);
        message.Contains(';').ShouldBeTrue("A remedy follows the semicolon: " + message);
        foreach (var name in named)
            message.ShouldContain(name);
    }
}
