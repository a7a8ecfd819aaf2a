using System.Diagnostics;
using System.Globalization;
using System.Text;
namespace DemoModel;

public sealed record Clip(long Offset, int Length, string Set, string Voice, int[] Phones, string Text);

/// <summary>Synthesises sentences with espeak-ng, flite and festival and packs them as 16 kHz PCM.</summary>
public static class Tts
{
    static readonly string[] EspeakLang = ["en-us", "en-us", "en-us", "en-us", "en-us", "en-gb", "en-gb", "en-gb-x-rp", "en-gb-scotland", "en-us-nyc", "en-gb-x-gbcwmd"];
    static readonly string[] EspeakVar = "m1 m2 m3 m4 m5 m7 m8 f1 f2 f4 f5 m1 m2 m3 m4 m5 f1 f2 f4 f5 klatt klatt2 klatt3 Andy Annie Alex Alicia Belinda Ed Gene Linda Michael Steph Steph2 Mike Rob Robert Adam Diogo Hugo Marco Lee Max Paul Quincy David victor shelby anika sandro travis".Split(' ');
    public const string HeldOutEspeak = "espeak:en-us+f3", HeldOutFlite = "flite:rms";
    static readonly string[] FliteV = ["kal", "kal16", "kal16", "awb", "awb", "slt", "slt", "slt"];
    static readonly string[] FestV = ["ked_diphone", "ked_diphone", "cmu_us_slt_arctic_hts", "kal_diphone"];

    public static string RandomVoice(Random r)
    {
        double u = r.NextDouble();
        if (u < 0.52) return $"espeak:{EspeakLang[r.Next(EspeakLang.Length)]}+{EspeakVar[r.Next(EspeakVar.Length)]}";
        if (u < 0.86) return "flite:" + FliteV[r.Next(FliteV.Length)];
        return "festival:" + FestV[r.Next(FestV.Length)];
    }

    static byte[] Run(string exe, params string[] args)
    {
        var psi = new ProcessStartInfo(exe) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var a in args) psi.ArgumentList.Add(a);
        using var p = Process.Start(psi)!;
        p.ErrorDataReceived += (_, _) => { }; p.BeginErrorReadLine();
        using var ms = new MemoryStream(); p.StandardOutput.BaseStream.CopyTo(ms); p.WaitForExit();
        return ms.ToArray();
    }

    public static (float[] x, int rate) Speak(string voice, string text, Random r, bool vary = true)
    {
        var (eng, v, _) = voice.Split(':') is var s ? (s[0], s[1], 0) : default;
        string tmp = Path.Combine(Path.GetTempPath(), "dm" + Environment.CurrentManagedThreadId + "_" + Environment.ProcessId + ".wav");
        float[] x; int rate;
        if (eng == "espeak")
            (x, rate) = Dsp.ReadWav(Run("espeak-ng", "-v", v, "-s", (vary ? r.Next(130, 191) : 155).ToString(), "-p", (vary ? r.Next(30, 71) : 50).ToString(), "--stdout", text));
        else if (eng == "flite")
        {
            Run("flite", "-voice", v, "--setf", "duration_stretch=" + (vary ? 0.85 + 0.4 * r.NextDouble() : 1.0).ToString("0.00", CultureInfo.InvariantCulture), "-t", text, "-o", tmp);
            (x, rate) = Dsp.ReadWav(File.ReadAllBytes(tmp));
        }
        else return FestivalMany(v, [(text, r)], vary)[0]!.Value;
        if (vary && eng != "espeak") rate = Shift(rate, r);
        return (x, rate);
    }
    static int Shift(int rate, Random r) => (int)Math.Round(rate * (0.88 + 0.04 * r.Next(0, 8)) / 100) * 100;      // vocal-tract / rate variety for the few sampled voices

    /// <summary>One festival process (1.5 s of start-up) for many sentences.</summary>
    static (float[] x, int rate)?[] FestivalMany(string v, IReadOnlyList<(string text, Random r)> items, bool vary = true)
    {
        string stem = Path.Combine(Path.GetTempPath(), "dmf" + Environment.CurrentManagedThreadId + "_" + Environment.ProcessId), scm = stem + ".scm";
        var sb = new StringBuilder($"(voice_{v})\n");
        for (int i = 0; i < items.Count; i++)
        {
            File.Delete($"{stem}_{i}.wav");
            sb.Append($"(unwind-protect (begin (Parameter.set 'Duration_Stretch {(vary ? 0.9 + 0.3 * items[i].r.NextDouble() : 1.0).ToString("0.00", CultureInfo.InvariantCulture)})\n(utt.save.wave (utt.synth (Utterance Text \"{items[i].text.Replace("\"", "")}\")) \"{stem}_{i}.wav\" 'riff)) nil)\n");
        }
        File.WriteAllText(scm, sb.ToString()); Run("festival", "-b", scm);
        return [.. items.Select(((string text, Random r) it, int i) =>
        {
            string w = $"{stem}_{i}.wav"; if (!File.Exists(w)) return ((float[], int)?)null;
            var (x, rate) = Dsp.ReadWav(File.ReadAllBytes(w)); File.Delete(w);
            return (x, vary ? Shift(rate, it.r) : rate);
        })];
    }

    /// <summary>Band-limits (telephone), µ-law companding at 8 kHz; the result is 16 kHz.</summary>
    public static float[] Channel(float[] x, int rate, Random r, int kind)
    {
        x = Dsp.Trim(x, rate);
        if (kind == 2) return Dsp.Resample(x, rate, 16000);
        var y = Dsp.Resample(x, rate, 8000);
        if (kind == 0) { float g = MathF.Pow(10, (float)(-r.NextDouble() * 0.9)) * 1.6f; for (int i = 0; i < y.Length; i++) y[i] *= g; y = Dsp.Telephone(y, true); for (int i = 0; i < y.Length; i++) y[i] /= g; }
        return Dsp.Resample(y, 8000, 16000);
    }
    public static int RandomChannel(Random r) { double u = r.NextDouble(); return u < 0.70 ? 0 : u < 0.85 ? 1 : 2; }

    static readonly Dictionary<string, int> phoneIds = new();
    public static int[] Phones(string text)
    {
        var s = System.Text.Encoding.UTF8.GetString(Run("espeak-ng", "-q", "-x", "--sep=_", "-v", "en-us", text));
        return PhoneIds(s);
    }
    /// <summary>One espeak-ng process for many sentences, kept apart by a marker word on its own line.</summary>
    static int[][] PhonesMany(IReadOnlyList<string> texts)
    {
        string f = Path.Combine(Path.GetTempPath(), "dmp" + Environment.CurrentManagedThreadId + "_" + Environment.ProcessId + ".txt");
        File.WriteAllText(f, string.Join("\n\n", texts.Select(t => t + "\n\nzulu zulu zulu.")) + "\n");
        string Out(params string[] a) => System.Text.Encoding.UTF8.GetString(Run("espeak-ng", ["-q", "-x", "--sep=_", "-v", "en-us", .. a]));
        string mark = Out("zulu zulu zulu.").Trim(); var parts = Out("-f", f).Split(mark);
        if (parts.Length == texts.Count + 1) return [.. parts.Take(texts.Count).Select(PhoneIds)];
        Console.WriteLine($"phones: {parts.Length} parts for {texts.Count} sentences"); return [.. texts.Select(Phones)];
    }
    static int[] PhoneIds(string s)
    {
        var ids = new List<int>();
        foreach (var p in s.Split([' ', '_', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            var k = new string([.. p.Where(c => c is not ('\'' or ',' or ':' or '%' or '='))]);
            if (k.Length == 0 || k[0] == '(') continue;
            lock (phoneIds) { if (!phoneIds.TryGetValue(k, out int id)) phoneIds[k] = id = phoneIds.Count + 1; ids.Add(id); }
        }
        return [.. ids];
    }

    /// <summary>Whole turns of the sample calls: they are a test set, so no training clip may be one of them.</summary>
    static HashSet<string> SampleTurns() => Environment.GetEnvironmentVariable("SCRIPTS") is { } f
        ? [.. System.Text.Json.JsonDocument.Parse(File.ReadAllText(f)).RootElement.EnumerateArray().SelectMany(c => c.GetProperty("turns").EnumerateArray()).Select(t => string.Join(' ', Wer.Words(t[1].GetString()!)))] : [];

    /// <summary>TEXTSEED other than 0: other training sentences and voices (held-out set unchanged), 20 % of them two sentences in one breath.</summary>
    public static void Generate(string dir, int nTrain, int nTest)
    {
        int textSeed = int.Parse(Environment.GetEnvironmentVariable("TEXTSEED") ?? "0"), par = int.Parse(Environment.GetEnvironmentVariable("TTSPAR") ?? "3"); var turns = SampleTurns();
        bool noTest = Environment.GetEnvironmentVariable("NOTEST") is not null;
        Directory.CreateDirectory(dir);
        if (Environment.GetEnvironmentVariable("PHONES") is { } pf) foreach (var l in File.ReadLines(pf)) phoneIds[l] = phoneIds.Count + 1;
        var c = new Corpus(7); var rng = new Random(11);
        var test = new HashSet<string>();
        while (test.Count < nTest) { var s = c.Sentence(); if (s.Split(' ').Length >= 4 && (s.GetHashCode() | 1) != 0) test.Add(s); }
        // a test sentence must not be one of the fixed (slot-free) sentences, which training certainly contains
        var fixedSet = new HashSet<string>(CorpusData.Templates.Concat(CorpusData.Short).Where(t => !t.Contains('{')));
        test.RemoveWhere(t => fixedSet.Any(f => t.EndsWith(f, StringComparison.OrdinalIgnoreCase)));
        var jobs = new List<(string set, string text, string voice, int seed)>();
        int k = 0;
        foreach (var t in test)
            jobs.Add((k % 3) switch { 0 => ("seen", t, RandomVoice(rng), k), 1 => ("espeak", t, HeldOutEspeak, k), _ => ("flite", t, HeldOutFlite, k) } is var j && k++ >= 0 ? j : default);
        var train = new List<string>(); var more = new Random(textSeed + 5);
        if (textSeed != 0) { c = new Corpus(textSeed); rng = new Random(textSeed + 1); }
        string One() { while (true) { var s = c.Sentence(); if (!test.Contains(s)) return s; } }
        while (train.Count < nTrain) { var s = One(); if (textSeed != 0 && more.NextDouble() < 0.2) s += " " + One(); if (!turns.Contains(string.Join(' ', Wer.Words(s)))) train.Add(s); }
        if (noTest) jobs.Clear();
        k += textSeed * 100000;
        foreach (var t in train) jobs.Add(("train", t, RandomVoice(rng), 1000 + k++));
        using var pcm = new FileStream(Path.Combine(dir, "clips.pcm"), FileMode.Create);
        using var idx = new StreamWriter(Path.Combine(dir, "clips.tsv"));
        var sw = Stopwatch.StartNew(); int done = 0; double secs = 0;
        foreach (var chunk in jobs.Chunk(900))
        {
            var work = chunk.GroupBy(j => j.voice.StartsWith("festival") ? j.voice : "").SelectMany(g => g.Chunk(g.Key == "" ? 30 : 15).Select(q => (g.Key, q))).OrderBy(q => q.Key == "").ToList();
            Parallel.ForEach(work, new ParallelOptions { MaxDegreeOfParallelism = par }, w =>
            {
                var phones = PhonesMany([.. w.q.Select(j => j.text)]); var rs = w.q.Select(j => new Random(j.seed * 7919 + 13)).ToArray();
                var fest = w.Key == "" ? null : FestivalMany(w.Key.Split(':')[1], [.. w.q.Select((j, i) => (j.text, rs[i]))]);
                for (int n = 0; n < w.q.Length; n++)
                {
                    var j = w.q[n]; var r = rs[n];
                    try
                    {
                        var (x, rate) = fest is null ? Speak(j.voice, j.text, r) : fest[n]!.Value;
                        var y = Channel(x, rate, r, j.set == "train" ? RandomChannel(r) : 0);
                        if (y.Length < 3200 || y.Length > 16000 * 14) continue;
                        var bytes = new byte[y.Length * 2];
                        for (int i = 0; i < y.Length; i++) BitConverter.TryWriteBytes(bytes.AsSpan(2 * i), Dsp.ToS16(y[i]));
                        lock (pcm)
                        {
                            idx.WriteLine($"{pcm.Position / 2}\t{y.Length}\t{j.set}\t{j.voice}\t{string.Join(' ', phones[n])}\t{j.text}");
                            pcm.Write(bytes); secs += y.Length / 16000.0;
                            if (++done % 1000 == 0) { idx.Flush(); pcm.Flush(); Console.WriteLine($"{done} clips, {secs / 3600:0.00} h, {sw.Elapsed.TotalSeconds:0} s"); }
                        }
                    }
                    catch (Exception e) { Console.WriteLine($"skip {j.voice}: {e.Message}"); }
                }
            });
        }
        Console.WriteLine($"{done} clips, {secs / 3600:0.00} h, {phoneIds.Count} phones, {sw.Elapsed.TotalSeconds:0} s");
        File.WriteAllLines(Path.Combine(dir, "phones.txt"), phoneIds.OrderBy(p => p.Value).Select(p => p.Key));
    }

    static IEnumerable<string> ReadShared(string p)
    {
        using var r = new StreamReader(new FileStream(p, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (r.ReadLine() is { } l) yield return l;
    }

    public static List<Clip> Load(string dir) => [.. ReadShared(Path.Combine(dir, "clips.tsv")).Select(l => l.Split('\t')).Where(f => f.Length == 6).Select(f =>
        new Clip(long.Parse(f[0]), int.Parse(f[1]), f[2], f[3], [.. f[4].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)], f[5]))];
}
