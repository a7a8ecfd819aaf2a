using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using CallQA.App.Coaching.Playlists;
using CallQA.App.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQA.App.Web.Playlists;

/// <summary>Writes a playlist to be taken along: one page with the audio inside, or a zip of such a page with the audio beside it. Both ask nothing of any server.</summary>
internal sealed partial class PlaylistExport(ClipStore clips, ClipTexts spoken, EfCallStore calls, IServiceProvider services)
{
    private const string Place = "clip:";

    /// <summary>What it can be written as.</summary>
    public static readonly IReadOnlyList<string> Formats = ["html", "zip"];

    /// <summary>Writes it, in the reader's language.</summary>
    /// <exception cref="InputException">A recording is missing or cannot be decoded.</exception>
    public async Task<byte[]> WriteAsync(Playlist playlist, string format, CancellationToken cancellationToken)
    {
        playlist = playlist.Saying(await spoken.OfAsync(playlist.Entries.Select(entry => entry.Clip), cancellationToken));
        var audio = new List<byte[]>();
        foreach (var entry in playlist.Entries) audio.Add(await AudioAsync(entry.Clip, cancellationToken));
        return format == "zip"
            ? await ZipAsync(playlist, audio, cancellationToken)
            : Encoding.UTF8.GetBytes(WithAudio(await PageAsync(playlist, number => Place + number.ToString(CultureInfo.InvariantCulture)), audio));
    }

    // Afterwards, and not by the renderer: it would write every + of the audio as six signs, which makes pages 8 % longer.
    private static string WithAudio(string page, List<byte[]> audio) => PlaceOfAudio().Replace(
        page, place => $"src=\"data:audio/wav;base64,{Convert.ToBase64String(audio[int.Parse(place.Groups[1].Value, CultureInfo.InvariantCulture)])}\"");

    private async Task<byte[]> AudioAsync(Clip clip, CancellationToken cancellationToken)
    {
        var call = await calls.FindAsync(clip.CallId, cancellationToken)
            ?? throw new InputException(InputFault.Settings, $"The call of the clip '{clip.Title}' was erased just now; export the playlist again.");
        await using var stream = await clips.OpenAsync(clip, call, cancellationToken);
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, cancellationToken);
        return memory.ToArray();
    }

    private async Task<byte[]> ZipAsync(Playlist playlist, List<byte[]> audio, CancellationToken cancellationToken)
    {
        using var memory = new MemoryStream();
        await using (var zip = await ZipArchive.CreateAsync(memory, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken))
        {
            foreach (var (number, wave) in audio.Index()) await AddAsync(zip, FileName(number, playlist.Entries[number].Clip), wave, cancellationToken);
            var page = await PageAsync(playlist, number => Uri.EscapeDataString(FileName(number, playlist.Entries[number].Clip)));
            await AddAsync(zip, "index.html", Encoding.UTF8.GetBytes(page), cancellationToken);
        }

        return memory.ToArray();
    }

    private static async Task AddAsync(ZipArchive zip, string name, byte[] content, CancellationToken cancellationToken)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(cancellationToken);
        await entry.WriteAsync(content, cancellationToken);
    }

    private static string FileName(int number, Clip clip)
    {
        var letters = string.Concat(clip.Title.Select(letter => char.IsLetterOrDigit(letter) ? letter : '-').Take(60)).Trim('-');
        return FormattableString.Invariant($"{number + 1:D2}-{letters}.wav");
    }

    private async Task<string> PageAsync(Playlist playlist, Func<int, string> source)
    {
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(PlaylistDocument.Playlist)] = playlist, [nameof(PlaylistDocument.Source)] = source });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<PlaylistDocument>(parameters)).ToHtmlString().ReplaceLineEndings("\n"));
    }

    // Words of people cannot stand for one: their quotation marks are written otherwise.
    [GeneratedRegex($"src=\"{Place}([0-9]+)\"")]
    private static partial Regex PlaceOfAudio();
}
