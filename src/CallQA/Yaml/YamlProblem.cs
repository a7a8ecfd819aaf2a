namespace CallQA.Yaml;

/// <summary>One thing wrong with a file of settings.</summary>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Column">Column in the line, from 1.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record YamlProblem(int Line, int Column, string Message)
{
    /// <summary>The place and the message.</summary>
    public override string ToString() => FormattableString.Invariant($"line {Line}, column {Column}: {Message}");
}
