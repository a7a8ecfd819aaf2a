using CallQA.App.Settings;
using CallQA.Recordings;
using CallQA.Recordings.Sources;

namespace CallQA.App.Commands.Sources;

/// <summary>Finds the profile that the command line names.</summary>
internal static class SourceFile
{
    /// <summary>Reads a profile's file.</summary>
    /// <exception cref="InputException">It cannot be read or is no profile.</exception>
    public static async Task<SourceProfile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var content = await InputFile.ReadAllBytesAsync(path, 4 * SourceProfileReader.LongestText, InputFault.Settings, cancellationToken);
        using var reader = new StreamReader(new MemoryStream(content));
        return SourceProfileReader.Read(await reader.ReadToEndAsync(cancellationToken), $"'{path}'");
    }

    /// <summary>The profiles that a command goes by: the named one for everything, or those of the data directory by folder.</summary>
    /// <param name="name">A file, or a source of the data directory; null for all of those.</param>
    /// <param name="settings">Where they lie.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InputException">There is no such profile, or it is not valid.</exception>
    public static async Task<SourceProfiles> FindAsync(string? name, CallQASettings settings, CancellationToken cancellationToken)
    {
        if (name is null || !File.Exists(name))
        {
            var known = SourceProfiles.Load(settings.SourcesPath, settings.Zone);
            if (name is null) return known;
            var profile = known.All.FirstOrDefault(profile => profile.Id == name) ?? throw new InputException(
                InputFault.Settings,
                $"There is no source '{name}' in '{settings.SourcesPath}', and no such file; {(known.All.Count == 0 ? "write its profile there" : $"use {string.Join(", ", known.All.Select(profile => profile.Id))}")}.");
            return Everywhere(profile, settings);
        }

        return Everywhere(await ReadAsync(name, cancellationToken), settings);
    }

    private static SourceProfiles Everywhere(SourceProfile profile, CallQASettings settings) => new([profile with { Folder = "" }], settings.Zone);
}
