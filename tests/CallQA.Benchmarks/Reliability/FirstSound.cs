using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using CallQA.Benchmarks.Endurance;
using CallQA.Recordings;
using CallQA.Transcription;
using Microsoft.Extensions.DependencyInjection;

namespace CallQA.Benchmarks.Reliability;

/// <summary>
/// How long a listener waits: from the request that a player sends until a quarter of a second of sound has come, at the beginning of a call
/// of an hour and after a jump.
/// </summary>
internal static class FirstSound
{
    private const int Rounds = 25;
    private const double Enough = 0.25;
    private const int LastSecond = 3500;

    // 16 bits, two channels, 8000 times a second, after the header.
    private const int BytesPerSecond = 32_000;
    private const int Header = 44;

    /// <summary>Takes calls of an hour in, one of each kind of file.</summary>
    public static async Task<IReadOnlyList<string>> TakeInAsync(IServiceProvider services, string folder, CancellationToken cancellationToken)
    {
        var wave = Path.Combine(folder, "hour-wav.wav");
        await LongCall.WriteAsync(wave, hours: 1);
        List<string> ids = [];
        foreach (var (name, options) in new[] { ("hour-wav.wav", ""), ("hour-ulaw.wav", "-c:a pcm_mulaw"), ("hour-mp3.mp3", "-c:a libmp3lame -b:a 32k"), ("hour-opus.ogg", "-c:a libopus -b:a 24k") })
        {
            var path = Path.Combine(folder, name);
            if (options.Length > 0) await EncodeAsync(wave, path, options, cancellationToken);
            var call = await services.GetRequiredService<CallPipeline>().TakeInAsync(
                new IncomingRecording(path, new CallMetadata { CallId = Path.GetFileNameWithoutExtension(name), ChannelMap = [Speaker.Agent, Speaker.Customer] }), cancellationToken);
            ids.Add(call.Id);
        }

        return ids;
    }

    public static async Task MeasureAsync(HttpClient client, IReadOnlyList<string> ids)
    {
        var random = new Random(7);
        foreach (var id in ids)
        {
            var first = await WaitAsync(client, id, 0);
            var toTheEnd = await WaitAsync(client, id, LastSecond);
            // Until what is written once is written.
            await client.GetByteArrayAsync(new Uri($"/calls/{id}/peaks", UriKind.Relative));
            var (begins, jumps) = (new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                begins.Add(await WaitAsync(client, id, 0));
                jumps.Add(await WaitAsync(client, id, random.Next(LastSecond)));
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {id,-12} first of all {first,6:0} ms, then to its end {toTheEnd,6:0} ms; from the beginning p50 {At(begins, 0.5):0} ms, p95 {At(begins, 0.95):0} ms; after a jump p50 {At(jumps, 0.5):0} ms, p95 {At(jumps, 0.95):0} ms"));
        }
    }

    private static async Task<double> WaitAsync(HttpClient client, string id, int second)
    {
        var begun = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/calls/{id}/audio", UriKind.Relative));
        request.Headers.Range = new RangeHeaderValue(second == 0 ? 0 : Header + ((long)second * BytesPerSecond), null);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var sound = await response.Content.ReadAsStreamAsync();
        await sound.ReadExactlyAsync(new byte[(second == 0 ? Header : 0) + (int)(Enough * BytesPerSecond)]);
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    private static async Task EncodeAsync(string from, string to, string options, CancellationToken cancellationToken)
    {
        using var process = Process.Start("ffmpeg", $"-v error -y -i {from} {options} {to}");
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0) throw new InvalidOperationException($"ffmpeg could not write {to}.");
    }

    private static double At(List<double> values, double share) => values.Order().ElementAt((int)(share * (values.Count - 1)));
}
