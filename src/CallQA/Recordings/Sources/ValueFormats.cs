namespace CallQA.Recordings.Sources;

/// <summary>How a source writes its values.</summary>
/// <param name="Zone">Of times written without one; null refuses such times.</param>
/// <param name="Dates">.NET format strings beside ISO 8601.</param>
/// <param name="Decimal">The decimal mark; null to find out from each number.</param>
/// <param name="Milliseconds">Whether lengths of time are counted in milliseconds, not in seconds.</param>
/// <param name="Region">Country of telephone numbers written without one.</param>
internal sealed record ValueFormats(TimeZoneInfo? Zone, string[] Dates, char? Decimal = null, bool Milliseconds = false, string? Region = null)
{
    /// <summary>What a source's profile says, and the settings' zone where it says none.</summary>
    public static ValueFormats Of(SourceProfile? source, TimeZoneInfo? zone) =>
        new(source?.TimeZone ?? zone, [.. source?.DateFormats ?? []], source?.DecimalMark, source?.CountsMilliseconds ?? false, source?.Region);
}
