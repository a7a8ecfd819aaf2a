namespace CallQA.Engines.Whisper.Downloads;

/// <summary>What became of an installed model.</summary>
public enum ModelState
{
    /// <summary>The file is the listed one and can be read.</summary>
    Ok,

    /// <summary>The file is another one than listed, or damaged.</summary>
    Altered,

    /// <summary>The file is gone.</summary>
    Missing,
}

/// <summary>The result of a check.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Path">Its file.</param>
/// <param name="State">What became of it.</param>
/// <param name="Detail">What is wrong, as a part of a sentence; null when nothing is.</param>
public sealed record ModelCheck(string Name, string Path, ModelState State, string? Detail = null);

/// <summary>Checks installed models: length, hash and ggml header.</summary>
public static class ModelVerification
{
    /// <summary>Checks one model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="cancellationToken">Stops the hashing.</param>
    public static async Task<ModelCheck> CheckAsync(ListedModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        var path = model.Path;
        if (!File.Exists(path))
            return new(model.Entry.Name, path, ModelState.Missing, "is not there");
        if (await FindDifferenceAsync(model, cancellationToken) is { } difference)
            return new(model.Entry.Name, path, ModelState.Altered, difference);
        try
        {
            ModelFile.Read(path);
            return new(model.Entry.Name, path, ModelState.Ok);
        }
        catch (UnusableModelException damaged)
        {
            return new(model.Entry.Name, path, ModelState.Altered, damaged.Message);
        }
    }

    private static async Task<string?> FindDifferenceAsync(ListedModel model, CancellationToken cancellationToken)
    {
        await using var content = new FileStream(model.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, useAsync: true);
        var expected = new ExpectedContent(model.Entry.Bytes, model.Entry.Sha256);
        if (content.Length != expected.Bytes)
            return $"has {content.Length} bytes instead of {expected.Bytes}";
        return ContentCheck.FindDifference(expected, content.Length, await ContentCheck.HashAsync(content, null, cancellationToken));
    }
}
