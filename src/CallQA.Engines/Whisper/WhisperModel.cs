using System.Security.Cryptography;
using CallQA.Engines.Whisper.Audio;
using CallQA.Engines.Whisper.Ggml;
using CallQA.Engines.Whisper.Inference;
using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Whisper;

/// <summary>A loaded Whisper model with its options. Load it once and share it: it is safe for concurrent use.</summary>
public sealed class WhisperModel : IDisposable
{
    /// <summary>The owner and every transcription under way: the last one to go frees the memory.</summary>
    private int _holders = 1;
    private int _disposed;

    private WhisperModel(string name, string sha256, WhisperOptions options, GgmlFile file, WhisperNetwork network)
    {
        Name = name;
        Sha256 = sha256;
        Options = options;
        Vocabulary = new WhisperVocabulary(file.Vocabulary, file.Header.VocabularySize);
        Mel = new LogMel(file.Filters);
        Network = network;
    }

    /// <summary>File name of the model.</summary>
    public string Name { get; }

    /// <summary>SHA-256 of the model file, lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>The options it runs with; the precision is the one really used.</summary>
    public WhisperOptions Options { get; }

    internal WhisperVocabulary Vocabulary { get; }

    internal LogMel Mel { get; }

    internal WhisperNetwork Network { get; }

    /// <summary>Reads a ggml Whisper file (<c>ggml-*.bin</c>, f32, f16, q4_0, q4_1, q5_0, q5_1 or q8_0) and readies it for use.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="cancellationToken">Stops between the stages of loading.</param>
    /// <exception cref="UnusableModelException">The file is missing, damaged or of another format.</exception>
    /// <exception cref="InputException">An option is out of range or the model does not know the language.</exception>
    public static Task<WhisperModel> LoadAsync(string path, WhisperOptions options, CancellationToken cancellationToken) =>
        LoadAsync(path, null, options, cancellationToken);

    /// <summary>Readies a model that a manifest found: a listed one has been hashed there and is not hashed again.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="cancellationToken">Stops between the stages of loading.</param>
    /// <exception cref="UnusableModelException">The file is damaged or of another format.</exception>
    /// <exception cref="InputException">An option is out of range or the model does not know the language.</exception>
    public static Task<WhisperModel> LoadAsync(ResolvedModel model, WhisperOptions options, CancellationToken cancellationToken) =>
        LoadAsync(model.Path, model.Entry?.Sha256.ToLowerInvariant(), options, cancellationToken);

    /// <summary>Frees the memory, or where a transcription is under way, leaves that to its end.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            LetGo();
    }

    /// <summary>Keeps the memory until <see cref="LetGo"/>, whoever disposes of the model meanwhile.</summary>
    internal void Hold()
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        Interlocked.Increment(ref _holders);
    }

    /// <summary>Ends a <see cref="Hold"/>.</summary>
    internal void LetGo()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
            Network.Dispose();
    }

    private static async Task<WhisperModel> LoadAsync(string path, string? sha256, WhisperOptions options, CancellationToken cancellationToken)
    {
        options = options.Validate() with { Precision = options.Precision.Resolve() };
        using var file = await Task.Run(() => GgmlFile.Open(path), cancellationToken);
        CheckLanguages(options, SpecialTokens.For(file.Header.VocabularySize));
        var hash = sha256 is null ? HashAsync(path, cancellationToken) : Task.FromResult(sha256);
        var network = await WhisperNetwork.LoadAsync(file, options.Threads, options.Precision, cancellationToken);
        return new WhisperModel(Path.GetFileName(path), await hash, options, file, network);
    }

    private static void CheckLanguages(WhisperOptions options, SpecialTokens special)
    {
        if (!options.DetectsLanguage)
            Languages.IndexOf(options.SpokenLanguage, special);
        else if (special.Multilingual)
            Array.ForEach([.. options.Languages], code => Languages.IndexOf(code, special));
        else if (options.Languages.Count > 0 && !options.Languages.Contains(Languages.Codes[0], StringComparer.OrdinalIgnoreCase))
            Languages.IndexOf(options.Languages[0], special);
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, useAsync: true);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }
}
