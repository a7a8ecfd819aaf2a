namespace CallQA.Engines.Whisper.Downloads;

/// <summary>From where and how patiently models are downloaded.</summary>
public sealed record DownloadOptions
{
    /// <summary>Where whisper.cpp publishes its files.</summary>
    public const string OfficialAddress = "https://huggingface.co/ggerganov/whisper.cpp/resolve/main/";

    /// <summary>Address of the folder that holds <c>ggml-NAME.bin</c>. The default value is <see cref="OfficialAddress"/>.</summary>
    public Uri BaseAddress { get; init; } = new(OfficialAddress);

    /// <summary>Proxy to go through. The default value is null: the one that HTTP_PROXY and HTTPS_PROXY name, or none.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>New attempts in a row after a broken connection, 0–100; counted anew whenever something came. The default value is 5.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>Pause before the first new attempt; it doubles from attempt to attempt. The default value is one second.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest time without a byte before the connection counts as broken. The default value is 60 seconds.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Bytes that stay free on the disk. The default value is 64 MiB.</summary>
    public long SpaceLeft { get; init; } = 64L << 20;

    /// <summary>The address of a file beneath <see cref="BaseAddress"/>.</summary>
    /// <param name="fileName">A file name without folders.</param>
    public Uri AddressOf(string fileName) => new($"{BaseAddress.AbsoluteUri.TrimEnd('/')}/{Uri.EscapeDataString(fileName)}");
}
