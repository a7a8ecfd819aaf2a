namespace CallQA.App.Settings;

/// <summary>What the values of the part <c>Vcon</c> must be.</summary>
internal static class VconRules
{
    private const int Most = 1024;

    /// <exception cref="InputException">One of them cannot be used.</exception>
    public static void Check(VconSettings vcon, Func<string, string, string, InputException> refuse)
    {
        if (vcon.MostMebibytes is < 1 or > Most)
            throw refuse("Vcon:MostMebibytes", vcon.MostMebibytes.ToString(System.Globalization.CultureInfo.InvariantCulture), $"write a number from 1 to {Most}");
        foreach (var host in vcon.HostList)
            if (Uri.CheckHostName(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host) == UriHostNameType.Unknown)
                throw refuse("Vcon:Hosts", host, "write names of machines such as recordings.example or *.recordings.example, separated by commas");
        if (vcon.RecordingAddress is { } address && (!address.Contains("{file}", StringComparison.Ordinal) || !Uri.TryCreate(address.Replace("{file}", "f", StringComparison.Ordinal), UriKind.Absolute, out var uri) || uri.Scheme != "https"))
            throw refuse("Vcon:RecordingAddress", address, "write an https address with {file} such as https://recordings.example/{file}");
        if (vcon.SigningCertificateFile is null != vcon.SigningKeyFile is null)
            throw refuse(vcon.SigningKeyFile is null ? "Vcon:SigningKeyFile" : "Vcon:SigningCertificateFile", "", "write the certificate and its key, or neither");
        vcon.ReadSigner()?.Dispose();
        if (vcon.TrustedFile is not null) vcon.ReadTrusted(TimeProvider.System);
        else if (vcon.OnlySigned) throw refuse("Vcon:TrustedFile", "", "write the file of the certificates that are trusted, or nothing can be taken with OnlySigned");
    }
}
