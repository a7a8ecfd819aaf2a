using System.Diagnostics;
using System.Globalization;
using System.Text;
namespace DemoModel;

public sealed record Clip(long Offset, int Length, string Set, string Voice, int[] Phones, string Text, Language Language);

/// <summary>Synthesises sentences with espeak-ng, flite and festival and packs them as 16 kHz PCM.</summary>
public static class Tts
{
    static readonly string[] EspeakLang = ["en-us", "en-us", "en-us", "en-us", "en-us", "en-gb", "en-gb", "en-gb-x-rp", "en-gb-scotland", "en-us-nyc", "en-gb-x-gbcwmd"];
    static readonly string[] EspeakVar = "m1 m2 m3 m4 m5 m7 m8 f1 f2 f4 f5 m1 m2 m3 m4 m5 f1 f2 f4 f5 klatt klatt2 klatt3 Andy Annie Alex Alicia Belinda Ed Gene Linda Michael Steph Steph2 Mike Rob Robert Adam Diogo Hugo Marco Lee Max Paul Quincy David victor shelby anika sandro travis".Split(' ');
    public const string HeldOutEspeak = "espeak:en-us+f3", HeldOutFlite = "flite:rms", HeldOutGerman = "espeak:de+f3";
    static readonly string[] FliteV = ["kal", "kal16", "kal16", "awb", "awb", "slt", "slt", "slt"];
    static readonly string[] FestV = ["ked_diphone", "ked_diphone", "cmu_us_slt_arctic_hts", "kal_diphone"];

    /// <summary>For German there is only espeak-ng.</summary>
    public static string RandomVoice(Language language, Random r)
    {
        if (language == Language.German) return $"espeak:de+{EspeakVar[r.Next(EspeakVar.Length)]}";
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
        if (eng == "espeak" && v.StartsWith("de"))
        {
            (x, rate) = Dsp.ReadWav(Run("espeak-ng", "-v", v, "-s", (vary ? r.Next(125, 196) : 150).ToString(), "-p", (vary ? r.Next(25, 81) : 50).ToString(), "--stdout", text));
            if (vary && r.Next(2) == 0) rate = Shift(rate, r);
        }
        else if (eng == "espeak")
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

    /// <summary>One table for all languages; a phone of a language other than English carries its code unless it sounds the same.</summary>
    static readonly Dictionary<string, int> phoneIds = new();
    static readonly HashSet<string> SharedPhones = [.. "p b t d k g f v s z S Z tS dZ m n N h l j".Split(' ')];

    public static int[] Phones(Language language, string text) => PhoneIds(language, Encoding.UTF8.GetString(Run("espeak-ng", "-q", "-x", "--sep=_", "-v", language.PhoneVoice, text)));

    /// <summary>One espeak-ng process for many sentences, kept apart by a marker word on its own line.</summary>
    static int[][] PhonesMany(Language language, IReadOnlyList<string> texts)
    {
        string f = Path.Combine(Path.GetTempPath(), "dmp" + Environment.CurrentManagedThreadId + "_" + Environment.ProcessId + ".txt");
        File.WriteAllText(f, string.Join("\n\n", texts.Select(t => t + "\n\nzulu zulu zulu.")) + "\n");
        string Out(params string[] a) => Encoding.UTF8.GetString(Run("espeak-ng", ["-q", "-x", "--sep=_", "-v", language.PhoneVoice, .. a]));
        string mark = Out("zulu zulu zulu.").Trim(); var parts = Out("-f", f).Split(mark);
        if (parts.Length == texts.Count + 1) return [.. parts.Take(texts.Count).Select(p => PhoneIds(language, p))];
        Console.WriteLine($"phones: {parts.Length} parts for {texts.Count} sentences"); return [.. texts.Select(t => Phones(language, t))];
    }

    static int[] PhoneIds(Language language, string s)
    {
        var ids = new List<int>(); var of = language;
        foreach (var p in s.Split([' ', '_', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            var k = p;
            if (language != Language.English && k[0] == '(' && k.IndexOf(')') is var end && end > 0)      // espeak-ng reads single words in another language: "(en)"
            {
                of = k[1..end].StartsWith("en") ? Language.English : language; k = k[(end + 1)..];
            }
            k = new string([.. k.Where(c => c is not ('\'' or ',' or ':' or '%' or '='))]);
            if (k.Length == 0 || k[0] == '(') continue;
            if (of != Language.English && !SharedPhones.Contains(k)) k = of.Code + "/" + k;
            lock (phoneIds) { if (!phoneIds.TryGetValue(k, out int id)) phoneIds[k] = id = phoneIds.Count + 1; ids.Add(id); }
        }
        return [.. ids];
    }

    /// <summary>Whole turns of the sample calls: they are a test set, so no training clip may be one of them.</summary>
    static HashSet<string> SampleTurns() => Environment.GetEnvironmentVariable("SCRIPTS") is { } f
        ? [.. System.Text.Json.JsonDocument.Parse(File.ReadAllText(f)).RootElement.EnumerateArray().SelectMany(c => c.GetProperty("turns").EnumerateArray()).Select(t => string.Join(' ', Wer.Words(t[1].GetString()!)))] : [];

    sealed record Job(string Set, string Text, string Voice, int Seed, Language Language);

    /// <summary>Writes a clip store. TEXTSEED other than 0: other training sentences and voices (held-out sets unchanged), 20 % of them two
    /// sentences in one breath.</summary>
    /// <param name="nTest">Held-out sentences for each language that is spoken.</param>
    /// <param name="germanShare">Part of the training clips that is German, 0 to 1.</param>
    public static void Generate(string dir, int nTrain, int nTest, double germanShare)
    {
        int par = int.Parse(Environment.GetEnvironmentVariable("TTSPAR") ?? "3"), german = (int)Math.Round(nTrain * germanShare);
        Directory.CreateDirectory(dir);
        if (Environment.GetEnvironmentVariable("PHONES") is { } pf) foreach (var l in File.ReadLines(pf)) phoneIds[l] = phoneIds.Count + 1;
        var jobs = Mix(german < nTrain ? Plan(Language.English, nTrain - german, nTest) : [], german > 0 ? Plan(Language.German, german, nTest) : []);
        Synthesise(dir, jobs, par);
    }

    /// <summary>The sentences and voices of one language: held-out ones first, then training.</summary>
    static List<Job> Plan(Language language, int nTrain, int nTest)
    {
        int textSeed = int.Parse(Environment.GetEnvironmentVariable("TEXTSEED") ?? "0"), k = 0; var turns = SampleTurns();
        var c = new Corpus(language, 7); var rng = new Random(11);
        var test = new HashSet<string>();
        while (test.Count < nTest) { var s = c.Sentence(); if (s.Split(' ').Length >= 4) test.Add(s); }
        // a test sentence must not be one of the fixed (slot-free) sentences, which training certainly contains
        var fixedSet = Grammar.Load(language).Fixed.ToHashSet();
        test.RemoveWhere(t => fixedSet.Any(f => t.EndsWith(f, StringComparison.OrdinalIgnoreCase)));
        var jobs = new List<Job>(); int apart = language == Language.English ? 0 : 50_000_000;
        foreach (var t in test)
        {
            var (set, voice) = HeldOut(language, k, rng);
            jobs.Add(new(set, t, voice, apart + k++, language));
        }
        if (Environment.GetEnvironmentVariable("NOTEST") is not null) jobs.Clear();
        var train = new List<string>(); var more = new Random(textSeed + 5);
        if (textSeed != 0) { c = new Corpus(language, textSeed); rng = new Random(textSeed + 1); }
        string One() { while (true) { var s = c.Sentence(); if (!test.Contains(s)) return s; } }
        while (train.Count < nTrain) { var s = One(); if (textSeed != 0 && more.NextDouble() < 0.2) s += " " + One(); if (!turns.Contains(string.Join(' ', Wer.Words(s)))) train.Add(s); }
        k += textSeed * 100000;
        foreach (var t in train) jobs.Add(new("train", t, RandomVoice(language, rng), apart + 1000 + k++, language));
        return jobs;
    }

    static (string Set, string Voice) HeldOut(Language language, int k, Random rng) => language == Language.German
        ? k % 2 == 0 ? ("seen-de", RandomVoice(language, rng)) : ("espeak-de", HeldOutGerman)
        : (k % 3) switch { 0 => ("seen", RandomVoice(language, rng)), 1 => ("espeak", HeldOutEspeak), _ => ("flite", HeldOutFlite) };

    /// <summary>Held-out clips first, then both languages in proportion: training may start on a store that is still growing.</summary>
    static List<Job> Mix(params List<Job>[] languages) =>
        [.. languages.SelectMany(l => l.Where(j => j.Set != "train")),
         .. languages.Select(l => l.Where(j => j.Set == "train").ToList()).SelectMany(l => l.Select((j, i) => (Job: j, At: (i + 0.5) / l.Count))).OrderBy(x => x.At).Select(x => x.Job)];

    static void Synthesise(string dir, List<Job> jobs, int par)
    {
        using var pcm = new FileStream(Path.Combine(dir, "clips.pcm"), FileMode.Create);
        using var idx = new StreamWriter(Path.Combine(dir, "clips.tsv"));
        var sw = Stopwatch.StartNew(); int done = 0; double secs = 0;
        foreach (var chunk in jobs.Chunk(900))
        {
            var work = chunk.GroupBy(j => (Festival: j.Voice.StartsWith("festival") ? j.Voice : "", j.Language)).SelectMany(g => g.Chunk(g.Key.Festival == "" ? 30 : 15).Select(q => (g.Key.Festival, g.Key.Language, q))).OrderBy(q => q.Festival == "").ToList();
            Parallel.ForEach(work, new ParallelOptions { MaxDegreeOfParallelism = par }, w =>
            {
                var phones = PhonesMany(w.Language, [.. w.q.Select(j => j.Text)]); var rs = w.q.Select(j => new Random(unchecked(j.Seed * 7919 + 13))).ToArray();
                var fest = w.Festival == "" ? null : FestivalMany(w.Festival.Split(':')[1], [.. w.q.Select((j, i) => (j.Text, rs[i]))]);
                for (int n = 0; n < w.q.Length; n++)
                {
                    var j = w.q[n]; var r = rs[n];
                    try
                    {
                        var (x, rate) = fest is null ? Speak(j.Voice, j.Text, r) : fest[n]!.Value;
                        var y = Channel(x, rate, r, j.Set == "train" ? RandomChannel(r) : 0);
                        if (y.Length < 3200 || y.Length > 16000 * 14) continue;
                        var bytes = new byte[y.Length * 2];
                        for (int i = 0; i < y.Length; i++) BitConverter.TryWriteBytes(bytes.AsSpan(2 * i), Dsp.ToS16(y[i]));
                        lock (pcm)
                        {
                            idx.WriteLine($"{pcm.Position / 2}\t{y.Length}\t{j.Set}\t{j.Voice}\t{string.Join(' ', phones[n])}\t{j.Text}\t{j.Language.Code}");
                            pcm.Write(bytes); secs += y.Length / 16000.0;
                            if (++done % 1000 == 0) { idx.Flush(); pcm.Flush(); Console.WriteLine($"{done} clips, {secs / 3600:0.00} h, {sw.Elapsed.TotalSeconds:0} s"); }
                        }
                    }
                    catch (Exception e) { Console.WriteLine($"skip {j.Voice}: {e.Message}"); }
                }
            });
        }
        Console.WriteLine($"{done} clips, {secs / 3600:0.00} h, {phoneIds.Count} phones, {sw.Elapsed.TotalSeconds:0} s");
        File.WriteAllLines(Path.Combine(dir, "phones.txt"), phoneIds.OrderBy(p => p.Value).Select(p => p.Key));
    }

    static string[] ReadShared(string p)
    {
        using var r = new StreamReader(new FileStream(p, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = r.ReadToEnd();
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);    // the last line may still be growing
    }

    public static List<Clip> Load(string dir) => [.. ReadShared(Path.Combine(dir, "clips.tsv")).Select(l => l.Split('\t')).Where(f => f.Length is 6 or 7).Select(f =>
        new Clip(long.Parse(f[0]), int.Parse(f[1]), f[2], f[3], [.. f[4].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)], f[5], f.Length > 6 ? Language.Of(f[6]) : Language.English))];
}
