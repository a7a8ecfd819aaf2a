using CallQA.App.Interchange;
using CallQA.Interchange;

namespace CallQA.App.Settings;

/// <summary>The part <c>Vcon</c> of the settings: vCons to and from other systems.</summary>
internal sealed record VconSettings
{
    /// <summary>Longest recording that is fetched where none is set, in MiB.</summary>
    public const int DefaultMebibytes = 256;

    /// <summary>File with the certificate that vCons are signed with and those that lead to its authority, PEM. The default is none: nothing is signed.</summary>
    public string? SigningCertificateFile { get; init; }

    /// <summary>File with the private RSA key of the certificate, PEM.</summary>
    public string? SigningKeyFile { get; init; }

    /// <summary>File with the certificates of signers or authorities that are trusted, PEM. The default is none: signed vCons are refused.</summary>
    public string? TrustedFile { get; init; }

    /// <summary>Whether unsigned vCons are refused. The default is false.</summary>
    public bool OnlySigned { get; init; }

    /// <summary>Of which vCons of CallQA's own the transcript and the evaluation are taken over: <c>signed</c> by somebody trusted, <c>always</c> or <c>never</c>. The default is <c>signed</c>.</summary>
    public TakeOverRule TakeOver { get; init; } = TakeOverRule.Signed;

    /// <summary>Machines that recordings are fetched from, separated by commas, with <c>*.</c> before a domain for all in it. The default is none: nothing is fetched.</summary>
    public string? Hosts { get; init; }

    /// <summary>Whether those machines may have addresses of private networks or of this machine. The default is false.</summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>Longest recording that is fetched, 1–1024 MiB. The default is 256.</summary>
    public int MostMebibytes { get; init; } = DefaultMebibytes;

    /// <summary>Where others can fetch recordings, https with <c>{file}</c> for the name in the recording store. The default is none.</summary>
    public string? RecordingAddress { get; init; }

    /// <summary>The machines one by one.</summary>
    public IReadOnlyList<string> HostList => Hosts?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>What is taken of vCons.</summary>
    /// <exception cref="InputException">The file of trusted certificates cannot be used.</exception>
    public VconReading Reading(TimeProvider clock) => new()
    {
        Trusted = TrustedFile is null ? null : ReadTrusted(clock),
        OnlySigned = OnlySigned,
        TakeOver = TakeOver,
        Fetch = HostList.Count == 0 ? null : new RecordingDownload(this).FetchAsync,
    };

    /// <summary>Whose signatures count.</summary>
    /// <exception cref="InputException">The file cannot be read, or holds no certificate.</exception>
    public TrustedSigners ReadTrusted(TimeProvider clock) => TrustedSigners.Parse(ReadText(nameof(TrustedFile), TrustedFile!), clock)
        ?? throw new InputException(InputFault.Settings, $"'{TrustedFile}' of the setting CallQA:Vcon:TrustedFile holds no certificate; write one or more in PEM into it.");

    /// <summary>Signs; null where no certificate is set.</summary>
    /// <exception cref="InputException">The files cannot be read, or hold no certificate and key that belong together.</exception>
    public VconSigner? ReadSigner()
    {
        if (SigningCertificateFile is null) return null;
        try
        {
            return VconSigner.Create(ReadText(nameof(SigningCertificateFile), SigningCertificateFile), ReadText(nameof(SigningKeyFile), SigningKeyFile!));
        }
        catch (FormatException problem)
        {
            throw new InputException(InputFault.Settings, $"Nothing can be signed with '{SigningCertificateFile}' and '{SigningKeyFile}': {problem.Message}; write a certificate and its key in PEM into them.", problem);
        }
    }

    /// <summary>Where others can fetch a recording; null where nowhere.</summary>
    /// <param name="file">Its name in the recording store.</param>
    public Uri? AddressOf(string file) => RecordingAddress is null ? null : new Uri(RecordingAddress.Replace("{file}", file, StringComparison.Ordinal));

    private static string ReadText(string name, string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException(InputFault.Settings, $"'{path}' of the setting CallQA:Vcon:{name} cannot be read; name a file that this user may read.", problem);
        }
    }
}
