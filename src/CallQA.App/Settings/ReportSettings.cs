namespace CallQA.App.Settings;

/// <summary>The part <c>Reports</c> of the settings: coaching reports.</summary>
internal sealed record ReportSettings
{
    /// <summary>Where people reach the site, such as <c>https://callqa.example</c>: links to calls in reports that are mailed or downloaded begin with it. The default is none: such copies have no links to calls.</summary>
    public string? Address { get; init; }

    /// <summary><see cref="Address"/> as links in pages begin.</summary>
    public string? Site => Address is { Length: > 0 } address ? new Uri(address).AbsoluteUri.TrimEnd('/') : null;
}
