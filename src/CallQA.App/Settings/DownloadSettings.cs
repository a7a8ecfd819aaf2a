using CallQA.Engines.Whisper.Downloads;

namespace CallQA.App.Settings;

/// <summary>The part <c>Downloads</c> of the settings: where models come from and go to.</summary>
internal sealed record DownloadSettings
{
    /// <summary>Folder that <c>callqa models pull</c> and <c>add</c> write to. The default is <c>whisper</c> in the models directory, or in the user's own data where that cannot be written.</summary>
    public string? Folder { get; init; }

    /// <summary>Address of the folder that holds the files <c>ggml-NAME.bin</c>. The default is that of whisper.cpp.</summary>
    public string BaseAddress { get; init; } = DownloadOptions.OfficialAddress;

    /// <summary>Proxy, <c>http://NAME:PASSWORD@HOST:PORT</c>. The default is what HTTP_PROXY, HTTPS_PROXY and NO_PROXY say.</summary>
    public string? Proxy { get; init; }

    /// <summary>These settings as the downloader takes them; checked before.</summary>
    public DownloadOptions ToOptions() => new() { BaseAddress = new Uri(BaseAddress), Proxy = Proxy is null ? null : new Uri(Proxy) };
}
