namespace CallQA.Engines.Whisper.Downloads;

/// <summary>Names of models become names of files: none may lead out of its folder.</summary>
public static class ModelName
{
    private const int Longest = 64;

    /// <summary>Checks a name.</summary>
    /// <param name="name">1–64 letters, digits, dots, hyphens and underscores, the first one a letter or digit.</param>
    /// <returns>The name.</returns>
    /// <exception cref="InputException">It is not such a name (<see cref="InputFault.Settings"/>).</exception>
    public static string Check(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var valid = name.Length is > 0 and <= Longest
            && char.IsAsciiLetterOrDigit(name[0])
            && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_')
            && !name.Contains("..", StringComparison.Ordinal);
        return valid
            ? name
            : throw new InputException(
                InputFault.Settings,
                $"'{name}' is no name for a model; use letters, digits, '.', '-' and '_', {Longest} at most, and begin with a letter or digit.");
    }

    /// <summary>The file name of a model, <c>ggml-NAME.bin</c>.</summary>
    /// <param name="name">A name that passes <see cref="Check"/>.</param>
    public static string FileOf(string name) => $"ggml-{Check(name)}.bin";
}
