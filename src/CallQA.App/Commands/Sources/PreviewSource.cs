using System.CommandLine;
using System.Globalization;
using CallQA.App.Jobs;
using CallQA.Recordings;
using CallQA.Recordings.Parties;
using CallQA.Recordings.Sources;
using CallQA.Transcription;
using Spectre.Console;

namespace CallQA.App.Commands.Sources;

/// <summary><c>callqa sources preview</c>: what would be understood of lists, sidecars and names. Nothing is stored.</summary>
internal static class PreviewSource
{
    private const int Shown = 20;

    private const string Description = """
        Show row by row what is understood of call lists (*.csv), and file by file what recordings' names and sidecars tell.
        Nothing is stored. Exit code 10 when a value is not understood.

        Examples:
          callqa sources preview export.csv
          callqa sources preview export.csv --source pbx.yaml --rows 100
          callqa sources preview /srv/recordings --source pbx --format json
        """;

    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "call lists, recordings, and folders of them; recordings need not exist", Arity = ArgumentArity.OneOrMore };
        var source = new Option<string?>("--source") { Description = "a profile's file, or a source of the data directory [default: by folder]" };
        var rows = new Option<int>("--rows") { Description = "most rows of a list and files of a folder that are shown", DefaultValueFactory = _ => Shown };
        var data = SettingsOptions.Data();
        var format = FormatOption.Create();
        var command = new Command("preview", Description) { paths, source, rows, data, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = SettingsOptions.Read(parsed.GetValue(data));
            var profiles = await SourceFile.FindAsync(parsed.GetValue(source), settings, cancellationToken);
            var understood = new List<Understood>();
            foreach (var path in parsed.GetValue(paths)!)
                understood.AddRange(await ReadAsync(path, profiles, Math.Max(1, parsed.GetValue(rows)), cancellationToken));
            Print(understood, parsed.GetValue(format));
            return understood.Exists(entry => entry.Problems.Count > 0) ? ExitCode.SomeRefused : ExitCode.Done;
        });
        return command;
    }

    private static async Task<IReadOnlyList<Understood>> ReadAsync(string path, SourceProfiles profiles, int most, CancellationToken cancellationToken)
    {
        var folders = new PartyFolders(profiles, RecordingNames.IsRecording, TimeProvider.System);
        if (Directory.Exists(path))
        {
            var found = new List<Understood>();
            foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(file => RecordingNames.IsRecording(Path.GetFileName(file))).Take(most))
                found.Add(await OfRecordingAsync(file, Path.GetRelativePath(path, file).Replace('\\', '/'), folders, cancellationToken));
            return found;
        }

        return IntakeFolder.IsList(path)
            ? await OfListAsync(path, profiles, most, cancellationToken)
            : [await OfRecordingAsync(path, path.Replace('\\', '/'), folders, cancellationToken)];
    }

    private static async Task<IReadOnlyList<Understood>> OfListAsync(string path, SourceProfiles profiles, int most, CancellationToken cancellationToken)
    {
        var rows = new SortedDictionary<int, Understood>();
        var options = new CallListOptions { TimeZone = profiles.Zone, Source = profiles.Of(Path.GetFileName(path)) };
        await foreach (var entry in CallListReader.StreamAsync(path, options, cancellationToken))
        {
            if (rows.Count == most && !rows.ContainsKey(entry.Line)) break;
            var row = rows.GetValueOrDefault(entry.Line) ?? new Understood(FormattableString.Invariant($"row {entry.Line}"), CallMetadata.None, []);
            rows[entry.Line] = entry is { Row: { } good }
                ? row with { Place = $"{row.Place}: {RecordingOf(good)}", Metadata = good.Metadata }
                : entry.Note is { } note ? row with { Place = note }
                : row with { Problems = [.. row.Problems, entry.Problem!.Message] };
        }

        return [.. rows.Values];
    }

    // By what a recording will be known as this row's.
    private static string RecordingOf(CallListRow row) =>
        row.Identifiers.Count > 0 ? $"the recording named {string.Join(" or ", row.Identifiers)}, or whose name tells that call"
        : OpenNames.IsOpen(row) ? $"{row.RecordingFile} with any extension"
        : row.RecordingFile;

    private static async Task<Understood> OfRecordingAsync(string path, string place, PartyFolders folders, CancellationToken cancellationToken)
    {
        var profiles = folders.Profiles;
        if (File.Exists(path) && await PartySet.FindAsync(path, place, folders, cancellationToken) is { } set)
        {
            var file = set.Files.First(file => file.Place == place);
            return new Understood($"{place}: {(file.Speaker == Speaker.Unknown ? file.Party : file.Speaker.ToString().ToLowerInvariant())} of {set.Call}", set.Metadata, []);
        }

        var problems = new List<string>();
        var source = profiles.Of(place);
        var told = Sidecar.FindBeside(path) is { } beside ? await OfSidecarAsync(beside, source, profiles, problems, cancellationToken) : CallMetadata.None;
        var named = source is null ? CallMetadata.None : profiles.FromName(source, place, problems.Add).CompletedBy(source.Defaults);
        return new Understood(place, told.CompletedBy(named), problems);
    }

    /// <summary>What a sidecar tells; nothing where it cannot be read, which is no more than a problem of the recording beside it.</summary>
    private static async Task<CallMetadata> OfSidecarAsync(string path, SourceProfile? source, SourceProfiles profiles, List<string> problems, CancellationToken cancellationToken)
    {
        try
        {
            var (metadata, complaints) = await Sidecar.ReadAsync(path, source, profiles.Zone, cancellationToken);
            problems.AddRange(complaints);
            return metadata;
        }
        catch (InputException exception) when (!exception.Passing)
        {
            problems.Add(exception.Message);
            return CallMetadata.None;
        }
    }

    private static void Print(IReadOnlyList<Understood> entries, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            FormatOption.PrintJson(entries);
            return;
        }

        var table = new Table().AddColumns("", "understood");
        foreach (var entry in entries)
            table.AddRow(Markup.Escape(entry.Place), Markup.Escape(string.Join('\n', Lines(entry.Metadata))));
        AnsiConsole.Write(table);
        foreach (var problem in entries.SelectMany(entry => entry.Problems))
            Screen.Fail(problem);
    }

    private static IEnumerable<string> Lines(CallMetadata told)
    {
        if (told.CallId is { } call) yield return $"call {call}";
        if (told.StartTime is { } start) yield return $"start {start.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)}";
        if (told.AgentId is not null || told.AgentName is not null) yield return $"agent {string.Join(' ', new[] { told.AgentId, told.AgentName }.OfType<string>())}";
        if (told.CustomerPhone is { } phone) yield return $"customer {phone}";
        if (told.CustomerName is not null) yield return "customer's name (not shown)";
        if (told.Direction is { } direction) yield return direction;
        if (told.Queue is { } queue) yield return $"queue {queue}";
        if (told.Language is { } language) yield return $"language {language}";
        if (told.ChannelMap is { } map) yield return $"channels {string.Join(", ", map).ToLowerInvariant()}";
        if (told.Team is { } team) yield return $"team {team}";
        if (told.Reason is { } reason) yield return $"reason {reason}";
        if (told.Campaign is { } campaign) yield return $"campaign {campaign}";
        if (told.Disposition is { } disposition) yield return $"disposition {disposition}";
        if (told.StatedDuration is { } length) yield return FormattableString.Invariant($"length {length.TotalSeconds:0.#} s");
        if (told.HoldTime is { } hold) yield return FormattableString.Invariant($"hold {hold.TotalSeconds:0.#} s");
        if (told.CustomerSatisfaction is { } rating) yield return FormattableString.Invariant($"rating {rating:0.#}");
        if (told.Resolved is { } resolved) yield return resolved ? "resolved" : "not resolved";
    }

    private sealed record Understood(string Place, CallMetadata Metadata, IReadOnlyList<string> Problems);
}
