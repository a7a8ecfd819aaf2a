using System.Globalization;

namespace CallQA.App.Commands.Models;

/// <summary>Bytes as people read them.</summary>
internal static class DataSize
{
    public static string Of(double bytes) => bytes switch
    {
        >= 1e9 => (bytes / 1e9).ToString("0.00 GB", CultureInfo.InvariantCulture),
        >= 1e6 => (bytes / 1e6).ToString("0.0 MB", CultureInfo.InvariantCulture),
        _ => (bytes / 1e3).ToString("0.0 kB", CultureInfo.InvariantCulture),
    };
}
