using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace CallQA.App.Settings;

/// <summary>Whether every name in the configuration is a setting, and every value of the setting's kind.</summary>
internal static class SettingsNames
{
    /// <exception cref="InputException">A name is none, or a value is of another kind; the sentence names it.</exception>
    public static void Check(IConfigurationSection section, Type settings)
    {
        var known = settings.GetProperties().Where(IsSetting).ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
        {
            if (!known.TryGetValue(child.Key, out var property))
                throw Unknown(child, known.Keys);
            if (IsPart(property.PropertyType))
                CheckPart(child, property.PropertyType);
            else
                CheckValue(child, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
        }
    }

    // The database is named by a connection string, and not in the section.
    private static bool IsSetting(PropertyInfo property) => property.SetMethod is not null && property.Name != nameof(CallQASettings.Database);

    private static bool IsPart(Type type) => type.IsClass && type != typeof(string);

    private static void CheckPart(IConfigurationSection part, Type type)
    {
        if (!string.IsNullOrEmpty(part.Value))
            throw Refuse($"The setting {part.Path} is '{part.Value}', but only holds other settings; write one of them, such as {part.Path}:{type.GetProperties()[0].Name}.");
        Check(part, type);
    }

    private static void CheckValue(IConfigurationSection setting, Type type)
    {
        if (setting.GetChildren().Any())
            throw Refuse($"The setting {setting.Path} has settings beneath it, but is a single value; write {Kind(type)}.");
        // An empty variable of the environment means nothing, like one that is not there.
        if (string.IsNullOrEmpty(setting.Value) || type == typeof(string))
            return;
        // The converter of names that stand for numbers takes any number, and names in one case only.
        var usable = type.IsEnum ? Enum.GetNames(type).Contains(setting.Value, StringComparer.OrdinalIgnoreCase) : TypeDescriptor.GetConverter(type).IsValid(setting.Value);
        if (!usable)
            throw Refuse($"The setting {setting.Path} is '{setting.Value}', which cannot be used; write {Kind(type)}.");
    }

    private static string Kind(Type type) => type switch
    {
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) => "a whole number",
        { IsEnum: true } => string.Join(" or ", Enum.GetNames(type).Select(name => name.ToLower(CultureInfo.InvariantCulture))),
        _ when type == typeof(string) => "a text",
        _ => "a number",
    };

    private static InputException Unknown(IConfigurationSection child, IEnumerable<string> names)
    {
        var nearest = names.MinBy(name => Distance(name.ToUpperInvariant(), child.Key.ToUpperInvariant()));
        return Refuse($"There is no setting {child.Path}; did you mean {nearest}? All of them are in the table in docs/operations.md.");
    }

    private static InputException Refuse(string sentence) => new(InputFault.Settings, sentence);

    // Letters to change, add or take away until one name is the other.
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (diagonal, _) = (row[0], row[0] = i);
            for (var j = 1; j <= other.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}
