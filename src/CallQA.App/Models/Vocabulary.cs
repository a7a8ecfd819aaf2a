using CallQA.Recordings;

namespace CallQA.App.Models;

/// <summary>A text file with the company's terms, a line each: names of products, places, people.</summary>
internal static class Vocabulary
{
    private const int LongestFile = 1 << 16;
    private const int LongestPrompt = 10_000;

    /// <summary>The prompt with the terms after it, where the end counts most; null when there is neither.</summary>
    /// <exception cref="InputException">The file cannot be read, or is too long.</exception>
    public static async Task<string?> PromptAsync(string? prompt, string? file, CancellationToken cancellationToken)
    {
        if (file is null)
            return prompt;
        var terms = await ReadAsync(file, cancellationToken);
        var text = string.Join(' ', new[] { prompt, terms.Count == 0 ? null : string.Join(", ", terms) + "." }.Where(part => !string.IsNullOrWhiteSpace(part)));
        if (text.Length > LongestPrompt)
        {
            throw new InputException(
                InputFault.Settings, $"The vocabulary {file} makes a prompt of {text.Length} characters; keep to {LongestPrompt}, of which the model heeds the last few hundred.");
        }

        return text.Length == 0 ? null : text;
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(string file, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(new MemoryStream(await InputFile.ReadAllBytesAsync(file, LongestFile, InputFault.Settings, cancellationToken)));
        var lines = (await reader.ReadToEndAsync(cancellationToken)).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Where(line => !line.StartsWith('#')).Distinct(StringComparer.Ordinal)];
    }
}
