using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using CallQA.Recordings;

namespace CallQA.Interchange;

/// <summary>An object of a vCon, held against the form of the draft value by value.</summary>
/// <param name="element">The object.</param>
/// <param name="place">Where it stands.</param>
/// <param name="faults">Takes what is not in the form.</param>
internal sealed class VconPart(JsonElement element, string place, List<VconFault> faults)
{
    /// <summary>Most faults that are told of one vCon: who writes many makes the same one again and again.</summary>
    public const int MostFaults = 100;

    public JsonElement Element => element;

    public bool Has(string name) => element.TryGetProperty(name, out _);

    /// <summary>Tells a value that means nothing.</summary>
    public void Wrong(string what) => Tell(what, isWrong: true);

    /// <summary>Tells what reading can do without.</summary>
    public void Remark(string what) => Tell(what, isWrong: false);

    /// <summary>A value has to be there.</summary>
    public void Require(string name)
    {
        if (!Has(name)) Remark($"'{name}' is missing");
    }

    /// <summary>Two values exclude each other.</summary>
    public void Exclude(string name, string other)
    {
        if (Has(name) && Has(other)) Remark($"'{name}' and '{other}' exclude each other");
    }

    /// <summary>Values that have no place in this object.</summary>
    public void Forbid(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (Has(name)) Remark($"'{name}' has no place here");
    }

    public void Texts(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            Text(name, static _ => true, "a text");
    }

    /// <summary>A text of a form.</summary>
    /// <param name="name">The property.</param>
    /// <param name="fits">Whether a text has the form.</param>
    /// <param name="form">The form in words.</param>
    /// <param name="isWrong">Whether a text of another form cannot be read past.</param>
    public void Text(string name, Func<string, bool> fits, string form, bool isWrong = false)
    {
        if (Find(name) is not { } value) return;
        if (value.ValueKind != JsonValueKind.String) Kind(name, value, form);
        else if (!fits(value.GetString()!)) Tell($"'{name}' is '{ShownValue.Of(value.GetString()!)}', and not {form}", isWrong);
    }

    public void Date(string name) => Text(name, VconValues.IsDate, "a time as in RFC 3339");

    /// <summary>One of several texts.</summary>
    public void Choice(string name, string[] choices, bool isWrong = false) =>
        Text(name, text => choices.Contains(text, StringComparer.Ordinal), "one of " + string.Join(", ", choices), isWrong);

    /// <summary>A number of seconds.</summary>
    public void Seconds(string name)
    {
        if (Find(name) is not { } value) return;
        if (value.ValueKind != JsonValueKind.Number) Kind(name, value, "a number of seconds");
        else if (!value.TryGetDouble(out var seconds) || seconds < 0) Remark($"'{name}' is {ShownValue.Of(value.GetRawText())}, and not a number of seconds from 0");
    }

    /// <summary>The number of an entry of a list of the vCon.</summary>
    public void Index(string name, int count)
    {
        if (Find(name) is { } value) CheckIndex(name, value, count);
    }

    /// <summary>The number of an entry, or a list of such numbers.</summary>
    /// <param name="name">The property.</param>
    /// <param name="count">How many entries there are.</param>
    /// <param name="depth">Lists in lists that may stand here.</param>
    /// <param name="allowsGaps">Whether null may stand in the outer list.</param>
    public void Indices(string name, int count, int depth = 1, bool allowsGaps = false)
    {
        if (Find(name) is { } value) CheckIndices(name, value, count, depth, allowsGaps);
    }

    /// <summary>A text in base64url, which may be hundreds of megabytes long and is looked at where it lies.</summary>
    public void Base64(string name)
    {
        if (Find(name) is not { } value) return;
        if (value.ValueKind != JsonValueKind.String)
        {
            Kind(name, value, "a text in base64url");
            return;
        }

        var text = JsonMarshal.GetRawUtf8Value(value)[1..^1];
        var bare = text.TrimEnd((byte)'=');
        if (bare.ContainsAnyExcept(VconValues.Base64Url)) Wrong($"'{name}' is not base64url");
        else if (bare.Length < text.Length) Remark($"'{name}' is padded with =");
    }

    /// <summary>A list of texts.</summary>
    public void TextList(string name)
    {
        if (Find(name) is not { } value) return;
        if (value.ValueKind != JsonValueKind.Array) Kind(name, value, "a list of texts");
        else if (value.EnumerateArray().Any(entry => entry.ValueKind != JsonValueKind.String)) Wrong($"'{name}' holds something else than texts");
    }

    /// <summary>A token of the form <c>sha512-…</c>, or a list of them.</summary>
    public void Hashes(string name)
    {
        if (Find(name) is not { } value) return;
        var entries = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : new List<JsonElement> { value };
        if (entries.Exists(entry => entry.ValueKind != JsonValueKind.String)) Kind(name, entries.Find(entry => entry.ValueKind != JsonValueKind.String), "a digest or a list of digests");
        else if (!entries.TrueForAll(entry => VconValues.IsHash(entry.GetString()!))) Remark($"'{name}' is not a digest such as sha512-… in base64url");
    }

    /// <summary>The objects of a list, each with its place.</summary>
    public IReadOnlyList<VconPart> Objects(string name)
    {
        if (Find(name) is not { } value) return [];
        if (value.ValueKind != JsonValueKind.Array)
        {
            Kind(name, value, "a list");
            return [];
        }

        var parts = new List<VconPart>();
        foreach (var (number, entry) in value.EnumerateArray().Index())
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{(place == VconForm.Whole ? "" : place + ", ")}{name} {number}");
            var part = new VconPart(entry, at, faults);
            if (entry.ValueKind == JsonValueKind.Object) parts.Add(part);
            else part.Wrong("there is no object");
        }

        return parts;
    }

    /// <summary>A value that is an object.</summary>
    public VconPart? Object(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Object) return new VconPart(value, $"'{name}'", faults);
        Kind(name, value, "an object");
        return null;
    }

    private void CheckIndices(string name, JsonElement value, int count, int depth, bool allowsGaps)
    {
        if (value.ValueKind != JsonValueKind.Array || depth == 0)
        {
            CheckIndex(name, value, count);
            return;
        }

        foreach (var entry in value.EnumerateArray().Where(entry => !(allowsGaps && entry.ValueKind == JsonValueKind.Null)))
            CheckIndices(name, entry, count, depth - 1, allowsGaps: false);
    }

    private void CheckIndex(string name, JsonElement value, int count)
    {
        if (!VconValues.IsNumberFromZero(value)) Wrong($"'{name}' holds {ShownValue.Of(value.GetRawText())}, and not the number of an entry, from 0");
        else if (!value.TryGetInt32(out var index) || index >= count) Remark($"'{name}' names entry {ShownValue.Of(value.GetRawText())}, and there is none");
    }

    private void Kind(string name, JsonElement value, string form)
    {
        var what = $"'{name}' is {VconValues.KindOf(value)}, and not {form}";
        // Where nothing is said nothing can be misunderstood.
        if (value.ValueKind == JsonValueKind.Null) Remark(what);
        else Wrong(what);
    }

    private JsonElement? Find(string name) => element.TryGetProperty(name, out var value) ? value : null;

    private void Tell(string what, bool isWrong)
    {
        if (faults.Count < MostFaults) faults.Add(new(place, what, isWrong));
    }
}
