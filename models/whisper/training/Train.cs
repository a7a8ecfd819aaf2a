using System.Collections.Concurrent;
using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;
namespace DemoModel;

/// <summary>The part of the Whisper vocabulary that training uses: corpus tokens, specials, timestamps (always last).</summary>
public sealed class SubVocab
{
    public readonly int[] Ids; readonly Dictionary<int, int> map = new();
    public int NText => Ids.Length;
    public int NWords { get; }

    SubVocab(IEnumerable<int> ids)
    {
        Ids = [.. ids.Distinct().Order()]; NWords = Ids.Count(i => i < GgmlVocab.Eot);
        for (int i = 0; i < Ids.Length; i++) map[Ids[i]] = i;
    }

    public int To(int id) => id >= GgmlVocab.TimestampBegin ? Ids.Length + id - GgmlVocab.TimestampBegin : map[id];
    public int From(int s) => s >= Ids.Length ? GgmlVocab.TimestampBegin + s - Ids.Length : Ids[s];
    public bool Has(int id) => map.ContainsKey(id);

    /// <summary>The tokens of both languages' grammars, of <paramref name="texts"/>, and those of a sub-vocabulary to be extended.</summary>
    public static SubVocab Build(GgmlVocab v, IEnumerable<string> texts, SubVocab? old = null)
    {
        var set = new HashSet<int>(old?.Ids ?? []);
        foreach (var t in texts) set.UnionWith(v.Encode(" " + t));
        foreach (var language in Language.All)
        {
            var c = new Corpus(language, 99); set.Add(language.Token);
            for (int i = 0; i < 60000; i++) set.UnionWith(v.Encode(" " + c.Sentence()));
            foreach (var w in Grammar.Load(language).Slots.Values.SelectMany(o => o)) if (!w.Contains('{')) set.UnionWith(v.Encode(" " + w.Replace("~", "")));
        }
        for (int i = 0; i < 26; i++) { set.UnionWith(v.Encode(" " + (char)('A' + i))); set.UnionWith(v.Encode(((char)('a' + i)).ToString())); }
        set.UnionWith([GgmlVocab.Eot, GgmlVocab.Sot, GgmlVocab.Transcribe, GgmlVocab.Prev, GgmlVocab.NoSpeech, GgmlVocab.NoTimestamps]);
        return new SubVocab(set);
    }
    public void Save(string p) => File.WriteAllLines(p, Ids.Select(i => i.ToString()));
    public static SubVocab Load(string p) => new(File.ReadLines(p).Select(int.Parse));
}

public sealed class Batch
{
    public required float[] Audio; public required int B, Samples, Offset; public required float[] FloorUp;
    public required long[] Input, Target; public required int L;
    public required int[] Phones, PhoneLen, Words, WordLen; public required float[] CtcOk;
    public required bool Ctc; public required float[] Mu;   // where in the window (encoder frame) each target is spoken; -1 = nowhere
}

/// <summary>Builds random training windows (1-9 clips, pauses, noise, gain, prompts) from the clip store.</summary>
public sealed class WindowMaker
{
    readonly List<Clip> clips; readonly short[] pcm; readonly GgmlVocab v; readonly SubVocab sv; readonly int[][] toks;
    readonly Dictionary<string, int[]> byVoice; readonly Dictionary<Language, int[]> byLanguage; readonly Random rng; readonly float[] noise = new float[16000 * 60];

    public WindowMaker(List<Clip> clips, short[] pcm, GgmlVocab v, SubVocab sv, int seed)
    {
        (this.clips, this.pcm, this.v, this.sv, rng) = (clips, pcm, v, sv, new Random(seed));
        toks = [.. clips.Select(c => v.Encode(" " + c.Text).Select(sv.To).ToArray())];
        byVoice = clips.Select((c, i) => (c, i)).GroupBy(x => Key(x.c)).ToDictionary(g => g.Key, g => g.Select(x => x.i).ToArray());
        byLanguage = clips.Select((c, i) => (c, i)).GroupBy(x => x.c.Language).ToDictionary(g => g.Key, g => g.Select(x => x.i).ToArray());
        double lp = 0;
        for (int i = 0; i < noise.Length; i++)
        {
            double g = Math.Sqrt(-2 * Math.Log(1 - rng.NextDouble())) * Math.Cos(2 * Math.PI * rng.NextDouble());
            lp = 0.85 * lp + g; noise[i] = (float)(i < noise.Length / 2 ? g : lp * 0.53);
        }
    }
    /// <summary>Clips of one key may follow one another in a window: same language, same speaker (espeak-ng variants sound alike in all accents).</summary>
    static string Key(Clip c) => c.Language.Code + ":" + (c.Voice.StartsWith("espeak") ? c.Voice[(c.Voice.IndexOf('+') is var p && p > 0 ? p : 0)..] : c.Voice);

    sealed record Item(int Clip, int Start, int Cut, double Rate);
    sealed record Plan(List<Item> Items, int Total, bool CutLast, Language Language);

    double U(double a, double b) => a + (b - a) * rng.NextDouble();
    int Ms(double s) => (int)(s * 16000);

    Plan MakePlan(int maxClips, double maxSec, bool full, double longGap, int pad = 0)
    {
        var items = new List<Item>(); int max = Ms(maxSec);
        int voiceOf = rng.Next(clips.Count);
        var pool = byVoice[Key(clips[voiceOf])]; var sameLanguage = byLanguage[clips[voiceOf].Language]; bool mixed = rng.NextDouble() < 0.25;
        int t = full && rng.NextDouble() < longGap ? Ms(U(0, 9)) : rng.NextDouble() < 0.4 ? Ms(U(0, 0.1)) : Ms(U(0.05, 0.7));
        bool cut = false; double rate = rng.NextDouble() < 0.6 ? U(0.89, 1.13) : 1;      // playing speed (pitch and formants move too: more voices)
        for (int k = 0; k < maxClips; k++)
        {
            int c = k == 0 ? voiceOf : mixed ? sameLanguage[rng.Next(sameLanguage.Length)] : pool[rng.Next(pool.Length)];
            int len = (int)((clips[c].Length - 1) / rate);
            if (t + len > max)
            {
                if (full && max - t > 8000 && items.Count > 0 && rng.NextDouble() < 0.75) { items.Add(new(c, t, max - t, rate)); cut = true; t = max; }
                break;
            }
            items.Add(new(c, t, len, rate)); t += len;
            if (k + 1 < maxClips) t += rng.NextDouble() < longGap ? Ms(U(1, 9)) : rng.NextDouble() < 0.2 ? Ms(U(0.03, 0.2)) : Ms(U(0.2, 1.0));
        }
        int total = full ? max : Math.Min(max, t + Ms(U(0.05, 0.9)));
        if (pad > 0 && !full) total = Ms(U(0, 1) < 0.5 ? 30 : U(total / 16000.0, 30));
        return new(items, total, cut, clips[voiceOf].Language);
    }

    /// <summary>stage 0: single sentences; 1: up to four; 2: whole 30 s windows.</summary>
    public List<Batch> Make(int stage, double budgetSec, double prevProb, double offsetProb)
    {
        int pool = stage == 0 ? 400 : stage == 1 ? 120 : stage == 3 ? 36 : 24;
        var plans = new List<Plan>();
        for (int i = 0; i < pool; i++)
            plans.Add(stage switch
            {
                0 => MakePlan(rng.NextDouble() < 0.75 ? 1 : 2, 14, false, 0),
                1 => MakePlan(rng.Next(1, 5), 16, false, 0.05),
                3 => MakePlan(rng.NextDouble() < 0.75 ? 1 : 2, 14, false, 0, 1),      // short speech, silence up to 30 s: what whisper.cpp makes of one utterance
                _ => rng.NextDouble() < 0.06 ? new Plan([], 480000, false, clips[rng.Next(clips.Count)].Language)
                   : rng.NextDouble() < 0.45 ? MakePlan(rng.Next(1, 5), 30, true, 0.15) : MakePlan(20, 30, true, rng.NextDouble() < 0.5 ? 0.35 : 0.03),
            });
        plans.RemoveAll(p => p.Total < 8000);
        plans.Sort((a, b) => a.Total.CompareTo(b.Total));
        var res = new List<Batch>(); var cur = new List<Plan>(); int longest = 0;
        foreach (var p in plans)
        {
            if (cur.Count > 0 && (double)Math.Max(longest, p.Total) * (cur.Count + 1) > budgetSec * 16000) { res.Add(Render(cur, stage, prevProb, offsetProb)); cur = []; longest = 0; }
            cur.Add(p); longest = Math.Max(longest, p.Total);
        }
        if (cur.Count > 0) res.Add(Render(cur, stage, prevProb, offsetProb));
        for (int i = res.Count - 1; i > 0; i--) { int j = rng.Next(i + 1); (res[i], res[j]) = (res[j], res[i]); }
        return res;
    }

    Batch Render(List<Plan> plans, int stage, double prevProb, double offsetProb)
    {
        int B = plans.Count, T = (plans.Max(p => p.Total) + 319) / 320, N = T * 320;
        int offset = stage >= 2 || rng.NextDouble() >= offsetProb ? 0 : rng.Next(0, Whisper.AudioCtx - T + 1);
        var audio = new float[B * N]; var floor = new float[B];
        var seqs = new List<(List<int> seq, int contentAt, List<double> mu)>(); var ph = new List<int>(); var phLen = new int[B]; var wd = new List<int>(); var wdLen = new int[B]; var ctcOk = new float[B];
        for (int b = 0; b < B; b++)
        {
            var p = plans[b]; var y = audio.AsSpan(b * N, N);
            float gain = (float)Math.Pow(10, U(-1.0, 0.2)) / 32768f;
            int n0 = ph.Count, w0 = wd.Count;
            foreach (var it in p.Items)
            {
                var c = clips[it.Clip]; float g = gain * (float)Math.Pow(10, U(-0.1, 0.1));
                if (it.Rate == 1) for (int i = 0; i < it.Cut; i++) y[it.Start + i] += pcm[c.Offset + i] * g;
                else for (int i = 0; i < it.Cut; i++) { double q = i * it.Rate; int j = (int)q; float fr = (float)(q - j); long o = c.Offset + j; y[it.Start + i] += (pcm[o] * (1 - fr) + pcm[o + 1] * fr) * g; }
                ph.AddRange(c.Phones); wd.AddRange(toks[it.Clip]);
            }
            phLen[b] = ph.Count - n0; wdLen[b] = wd.Count - w0; ctcOk[b] = !p.CutLast && phLen[b] > 0 && phLen[b] * 1.3 < T && wdLen[b] * 1.3 < T / 2 ? 1 : 0;
            if (rng.NextDouble() < 0.6)
            {
                float a = (float)Math.Pow(10, U(-4.8, -3.0)); int o = rng.Next(noise.Length - N); int end = rng.NextDouble() < 0.7 ? N : p.Total;
                for (int i = 0; i < end; i++) y[i] += noise[o + i] * a;
            }
            floor[b] = rng.NextDouble() < 0.5 ? (float)U(0, 0.8) : 0;
            var s = new List<int>();
            if (rng.NextDouble() < prevProb)
            {
                var said = byLanguage[p.Language]; s.Add(sv.To(GgmlVocab.Prev)); int n = rng.NextDouble() < 0.15 ? 0 : rng.Next(1, 9), ts = rng.Next(0, 200); bool withTs = rng.NextDouble() < 0.6;
                for (int i = 0; i < n && s.Count < 190; i++)
                {
                    var c = said[rng.Next(said.Length)];
                    if (withTs) s.Add(sv.To(GgmlVocab.TimestampBegin + Math.Min(1500, ts)));
                    s.AddRange(toks[c]); ts += clips[c].Length / 320;
                    if (withTs) s.Add(sv.To(GgmlVocab.TimestampBegin + Math.Min(1500, ts)));
                    ts += rng.Next(10, 60);
                }
                if (s.Count > 222) s.RemoveRange(1, s.Count - 222);
            }
            s.Add(sv.To(GgmlVocab.Sot)); s.Add(sv.To(p.Language.Token)); s.Add(sv.To(GgmlVocab.Transcribe));
            bool stamps = p.CutLast || rng.NextDouble() < 0.55;
            if (!stamps) s.Add(sv.To(GgmlVocab.NoTimestamps));
            int at = s.Count; var mu = new List<double>();      // mu[i] belongs to s[at + i]
            if (p.Items.Count == 0)
            {
                if (stamps) { if (rng.NextDouble() < 0.6) s.Add(sv.To(GgmlVocab.NoSpeech)); else s.Add(Ts(0)); mu.Add(-1); }
            }
            for (int k = 0; k < p.Items.Count; k++)
            {
                var it = p.Items[k]; var c = clips[it.Clip];
                double a = offset + it.Start / 320.0, e = offset + (it.Start + it.Cut) / 320.0;
                double fa = it.Start / 320.0, fd = it.Cut / 320.0;
                if (stamps) mu.Add(fa);
                if (stamps) s.Add(k == 0 ? Ts(Math.Min(50, a + U(-0.7, 0.7))) : Ts(a + U(-0.7, 0.7)));
                if (p.CutLast && k == p.Items.Count - 1) break;      // an unfinished sentence: only its start
                s.AddRange(toks[it.Clip]);
                double tot = 0, cum = 0; foreach (int q in toks[it.Clip]) tot += v.Tokens[sv.From(q)].Length;
                foreach (int q in toks[it.Clip]) { int len = v.Tokens[sv.From(q)].Length; mu.Add(fa + (cum + len * 0.5) / tot * fd); cum += len; }
                if (stamps) { s.Add(Ts(e + U(-0.7, 0.7))); mu.Add(fa + fd); }
            }
            s.Add(sv.To(GgmlVocab.Eot)); mu.Add(mu.Count > 0 ? mu[^1] : -1);
            if (s.Count > 440) { s.RemoveRange(440, s.Count - 440); }
            seqs.Add((s, at, mu));
        }
        int L = seqs.Max(s => s.seq.Count) - 1;
        var input = new long[B * L]; var target = new long[B * L]; Array.Fill(target, -100);
        int sot = sv.To(GgmlVocab.Sot); var muAll = new float[B * L]; Array.Fill(muAll, -1);
        for (int b = 0; b < B; b++)
        {
            var (s, at, mu) = seqs[b];
            for (int i = 0; i + 1 < s.Count; i++)
            {
                int x = s[i];
                if (i >= at && x < sv.NWords && rng.NextDouble() < 0.06) x = rng.Next(sv.NWords);
                input[b * L + i] = x;
                if (i + 1 >= at) { target[b * L + i] = s[i + 1]; muAll[b * L + i] = (float)mu[i + 1 - at]; }
                else if (s[i] == sot) target[b * L + i] = plans[b].Items.Count == 0 ? sv.To(GgmlVocab.NoSpeech) : s[i + 1];
            }
            for (int i = s.Count - 1; i < L; i++) input[b * L + i] = sv.To(GgmlVocab.Eot);
        }
        return new Batch { Mu = muAll, Audio = audio, B = B, Samples = N, Offset = offset, FloorUp = floor, Input = input, Target = target, L = L, Phones = [.. ph], PhoneLen = phLen, Words = [.. wd], WordLen = wdLen, CtcOk = ctcOk, Ctc = ctcOk.Any(x => x > 0) };
    }
    int Ts(double frame) => sv.To(GgmlVocab.TimestampBegin + Math.Clamp((int)Math.Round(frame), 0, 1500));
}

public static class Trainer
{
    public static short[] LoadPcm(string dir)
    {
        using var f = new FileStream(Path.Combine(dir, "clips.pcm"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var s = new short[f.Length / 2];
        for (int at = 0, part; at < s.Length; at += part)      // a span holds 2 GiB of bytes at most
        {
            part = Math.Min(1 << 28, s.Length - at); f.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(s.AsSpan(at, part)));
        }
        return s;
    }

    public static Tensor Augment(Tensor mel, Random r)
    {
        int B = (int)mel.shape[0], T = (int)mel.shape[2];
        var eq = new float[B * 80];      // smooth +-5 dB: other microphones and voices
        for (int b = 0; b < B; b++)
            if (r.NextDouble() < 0.5)
            {
                double a1 = (r.NextDouble() - 0.5) * 0.2, a2 = (r.NextDouble() - 0.5) * 0.16, a3 = (r.NextDouble() - 0.5) * 0.1, f2 = r.NextDouble() * 6.3, f3 = r.NextDouble() * 6.3;
                for (int i = 0; i < 80; i++) { double q = i / 80.0; eq[b * 80 + i] = (float)(a1 * (2 * q - 1) + a2 * Math.Sin(6.3 * q + f2) + a3 * Math.Sin(14 * q + f3)); }
            }
        mel = mel + tensor(eq, [B, 80, 1]);
        for (int b = 0; b < B; b++)
        {
            if (r.NextDouble() < 0.2) { int w = r.Next(1, 9), f = r.Next(0, 80 - w); mel[b].narrow(0, f, w).fill_(-0.2); }
            for (int k = 0; k < 1 + T / 600; k++)
                if (r.NextDouble() < 0.15) { int w = r.Next(2, 16), t = r.Next(0, Math.Max(1, T - w)); mel[b].narrow(1, t, Math.Min(w, T - t)).fill_(-0.2); }
        }
        return mel;
    }

    /// <summary>WSD=0.25: constant rate, linear decay over the last quarter (for a machine whose speed cannot be foreseen); 0 = cosine.</summary>
    static readonly double Wsd = double.Parse(Environment.GetEnvironmentVariable("WSD") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
    public static void Run(string dataDir, string ggmlVocab, string outDir, double minutes, int d, int heads, int enc, int dec, double lrPeak, string? init, double startAt = 0)
    {
        set_num_threads(2); random.manual_seed(1); Directory.CreateDirectory(outDir);
        var v = new GgmlVocab(ggmlVocab);
        var all = Tts.Load(dataDir); var pcm = LoadPcm(dataDir);
        var clips = all.Where(c => c.Set == "train" && c.Offset + c.Length <= pcm.Length).ToList();
        string svPath = Path.Combine(outDir, "subvocab.txt");
        var sv = File.Exists(svPath) ? SubVocab.Load(svPath) : SubVocab.Build(v, all.Select(c => c.Text));
        sv.Save(svPath);
        bool Usable(Clip c) => sv.Has(c.Language.Token) && v.Encode(" " + c.Text).All(sv.Has);
        clips.RemoveAll(c => !Usable(c));
        int nPh = Math.Max(90, clips.Max(c => c.Phones.Length == 0 ? 0 : c.Phones.Max()));
        Console.WriteLine($"{clips.Count} clips {clips.Sum(c => (double)c.Length) / 16000 / 3600:0.0} h ({string.Join(", ", clips.GroupBy(c => c.Language.Code).Select(g => $"{g.Key} {g.Count()}"))}), sub-vocabulary {sv.NText} + 1501, phones {nPh}");
        var m = init is null ? new Whisper(d, heads, enc, dec, sv.NText, nPh) : Whisper.Load(init);
        if (m.NText != sv.NText) throw new InvalidDataException($"{init} has {m.NText} text tokens, {svPath} has {sv.NText}; import the model again with this sub-vocabulary.");
        if (m.NPhones < nPh) throw new InvalidDataException($"{init} tells {m.NPhones} phones apart, the clips have {nPh}; import the model again.");
        Console.WriteLine($"{m.P.Where(p => !p.Key.Contains("ctc")).Sum(p => p.Value.numel()) / 1e6:0.00} M parameters (training)");
        var mel = new MelFrontEnd(v);
        // phone numbers differ between clip stores, and an imported model has no CTC heads: NEWHEADS=1 fits them anew (150 steps without touching the encoder)
        bool newHeads = Environment.GetEnvironmentVariable("NEWHEADS") is not null;
        if (newHeads) using (no_grad()) foreach (var head in new[] { "x.ctc", "x.word_ctc" }) { m.P[head + ".weight"].normal_(0, 0.8 / Math.Sqrt(m.D)); m.P[head + ".bias"].zero_(); }
        var names = m.P.Keys.ToArray();
        var m1 = names.ToDictionary(n => n, n => zeros_like(m.P[n])); var m2 = names.ToDictionary(n => n, n => zeros_like(m.P[n]));
        if (init is not null) using (no_grad()) Console.WriteLine(Whisper.LoadState(init + ".adam", m1, m2) ? "optimiser state loaded" : "fresh optimiser");
        var ema = names.ToDictionary(n => n, n => m.P[n].detach().clone()); double emaDecay = double.Parse(Environment.GetEnvironmentVariable("EMA") ?? "0.997", System.Globalization.CultureInfo.InvariantCulture);
        var sw = Stopwatch.StartNew(); double Progress() => startAt + (1 - startAt) * sw.Elapsed.TotalMinutes / minutes;
        double[] ctl = [0, 0.08, 0.1, 0.05, 0, 60, 0.3, 0.4, 0.5];
        void Control() { try { var f = File.ReadAllText(Path.Combine(outDir, "control.txt")).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(q => double.Parse(q, System.Globalization.CultureInfo.InvariantCulture)).ToArray(); if (f.Length == 9) ctl = f; } catch (IOException) { } catch (FormatException) { } }
        var queue = new BlockingCollection<Batch>(12); bool stop = false;
        var feeder = new Thread(() =>
        {
            var wm = new WindowMaker(clips, pcm, v, sv, Environment.TickCount); var r = new Random(5); double nextLoad = 5;
            while (!stop)
            {
                if (sw.Elapsed.TotalMinutes > nextLoad)      // the clip store may still be growing
                {
                    nextLoad += 5; var now = new FileInfo(Path.Combine(dataDir, "clips.pcm")).Length / 2;
                    if (now > pcm.Length + 16000 * 60)
                    {
                        pcm = LoadPcm(dataDir);
                        clips = [.. Tts.Load(dataDir).Where(c => c.Set == "train" && c.Offset + c.Length <= pcm.Length && c.Phones.All(q => q <= m.NPhones) && Usable(c))];
                        wm = new WindowMaker(clips, pcm, v, sv, Environment.TickCount);
                        Console.WriteLine($"reloaded: {clips.Count} clips {clips.Sum(c => (double)c.Length) / 16000 / 3600:0.0} h");
                    }
                }
                // control.txt in the output folder, read again all the time: full mid padded prev offset budget phoneW wordW guideW
                Control(); double u = r.NextDouble();
                int stage = u < ctl[0] ? 2 : u < ctl[0] + ctl[1] ? 1 : u < ctl[0] + ctl[1] + ctl[2] ? 3 : 0;
                foreach (var b in wm.Make(stage, stage == 2 ? 120 : stage == 3 ? 150 : stage == 1 ? 90 : ctl[5], ctl[3], ctl[4])) { if (stop) return; queue.Add(b); }
            }
        }) { IsBackground = true, Priority = ThreadPriority.BelowNormal };
        feeder.Start();
        var rng = new Random(3); int step = 0; double audioSec = 0, lossSum = 0, ctcSum = 0, accSum = 0; int nSum = 0, nCtc = 0, nGuide = 0; double guideSum = 0, wordSum = 0; double lastSave = 0, lastLog = 0;
        double b1 = 0.9, b2 = 0.98;
        using var log = new StreamWriter(Path.Combine(outDir, "train.log"), true);
        while (Progress() < 1)
        {
            var b = queue.Take();
            using var scope = NewDisposeScope();
            double prog = Progress();
            double warm = Math.Min(1, (step + 1) / (init is null ? 400.0 : 80.0)), lr = lrPeak * warm * (Wsd > 0 ? 0.02 + 0.98 * Math.Min(1, (1 - prog) / Wsd) : 0.02 + 0.98 * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, Math.Max(0, prog - 0.1) / 0.9))));
            var pw = Stopwatch.StartNew(); var prof = Environment.GetEnvironmentVariable("PROF") is not null; void Mark(string k) { if (prof) Console.Write($"{k} {pw.Elapsed.TotalMilliseconds:0} "); pw.Restart(); }
            var a = tensor(b.Audio, [b.B, b.Samples]);
            Tensor x; using (no_grad()) x = Augment(mel.Compute(a, tensor(b.FloorUp, [b.B, 1, 1])), rng);
            Mark($"[B {b.B} T {b.Samples / 320} L {b.L}] mel");
            var e = m.Encode(x, b.Offset);
            Mark("enc");
            var emb = m.Embedding();
            var att = new List<Tensor>(); double phoneW = ctl[6], wordW = ctl[7], guideW = ctl[8];
            var h = m.Decode(tensor(b.Input, [b.B, b.L]), e, emb, guideW > 0 ? att : null).reshape(-1, m.D);
            var tgt = tensor(b.Target);
            Mark("dec");
            var idx = tgt.ge(0).nonzero().reshape(-1);
            var hs = h.index_select(0, idx); var ts = tgt.index_select(0, idx);
            var logits = Whisper.Logits(hs, emb);
            var ce = F.cross_entropy(logits, ts);
            var loss = ce; Mark("ce");
            if (guideW > 0)
            {   // pulls one cross-attention head per layer towards the place where the target is spoken
                var mu = tensor(b.Mu, [b.B, b.L, 1]); var ok = mu.ge(0).to_type(ScalarType.Float32).squeeze(-1);
                var logG = -(arange(b.Samples / 320, dtype: ScalarType.Float32).view(1, 1, -1) - mu).square() / (2 * 15 * 15);
                Tensor g = zeros(1); foreach (var lp in att) g = g + ((lp + logG).logsumexp(-1) * ok).sum() / (ok.sum() + 1e-3);
                g = -g / att.Count; loss = loss + g * guideW; guideSum += g.item<float>(); nGuide++;
            }
            if (b.Ctc)
            {
                var ok = tensor(b.CtcOk); int fr = b.Samples / 320; var e2 = e.narrow(1, 0, fr / 2 * 2).view(b.B, fr / 2, 2, m.D).mean([2L]);      // word CTC sees pairs of frames (0.04 s): half the cost
                Tensor Ctc(string head, int[] ids, int[] len, int blank)
                {
                    var heard = blank != 0 ? e2 : e; if (newHeads && step < 150) heard = heard.detach();
                    var T = full([b.B], blank == 0 ? fr : fr / 2, int64);
                    var l = F.ctc_loss(m.CtcLogProbs(heard, head), tensor(ids.Select(i => (long)i).ToArray()), T, tensor(len.Select(i => (long)i).ToArray()), blank, true, nn.Reduction.None);
                    return (l / tensor(len.Select(i => Math.Max(1f, i)).ToArray()) * ok).sum() / ok.sum();
                }
                var c = Ctc("x.ctc", b.Phones, b.PhoneLen, 0); var cw = Ctc("x.word_ctc", b.Words, b.WordLen, m.NText);
                loss = loss + c * phoneW + cw * wordW; ctcSum += c.item<float>(); wordSum += cw.item<float>(); nCtc++;
            }
            Mark("ctc");
            foreach (var n in names) m.P[n].grad?.zero_();
            loss.backward();
            Mark("bwd");
            using (no_grad())
            {
                double norm2 = 0; foreach (var n in names) if (m.P[n].grad is { } g) { double q = g.norm().item<float>(); norm2 += q * q; }
                double clip = Math.Min(1, 1.0 / (Math.Sqrt(norm2) + 1e-6));
                step++;
                if (double.IsFinite(norm2))
                {
                    double c1 = 1 - Math.Pow(b1, step), c2 = 1 - Math.Pow(b2, step);
                    foreach (var n in names)
                    {
                        if (m.P[n].grad is not { } g) continue;
                        var p = m.P[n];
                        if (clip < 1) g.mul_(clip);
                        m1[n].mul_(b1).add_(g, alpha: 1 - b1); m2[n].mul_(b2).addcmul_(g, g, 1 - b2);
                        if (p.shape.Length > 1 && !n.Contains("emb")) p.mul_(1 - lr * 0.02);
                        p.addcdiv_(m1[n], m2[n].div(c2).sqrt().add_(1e-8), -lr / c1);
                    }
                }
                else Console.WriteLine("non-finite gradient, step skipped");
                if (step % 4 == 0) { double q = 1 - Math.Pow(Math.Min(emaDecay, (1.0 + step) / (20 + step)), 4); foreach (var n in names) ema[n].lerp_(m.P[n], q); }
                lossSum += ce.item<float>(); nSum++; accSum += logits.argmax(1).eq(ts).to_type(ScalarType.Float32).mean().item<float>(); audioSec += (double)b.B * b.Samples / 16000;
            }
            Mark("opt"); if (prof) Console.WriteLine();
            if (step % 60 == 0) GC.Collect();
            if (sw.Elapsed.TotalSeconds - lastLog > 20)
            {
                lastLog = sw.Elapsed.TotalSeconds;
                string line = $"{sw.Elapsed.TotalMinutes:0.0} min step {step} ce {lossSum / nSum:0.000} acc {accSum / nSum:0.000} ctc {ctcSum / Math.Max(1, nCtc):0.000} word-ctc {wordSum / Math.Max(1, nCtc):0.000} guide {guideSum / Math.Max(1, nGuide):0.000} lr {lr:0.00000} audio {audioSec / 3600:0.00} h ({audioSec / sw.Elapsed.TotalSeconds:0} x real time) queue {queue.Count} managed {GC.GetTotalMemory(false) >> 20} MB, process {Environment.WorkingSet >> 20} MB";
                Console.WriteLine(line); log.WriteLine(line); log.Flush(); lossSum = ctcSum = accSum = 0; guideSum = wordSum = 0; nSum = nCtc = nGuide = 0;
            }
            if (sw.Elapsed.TotalMinutes - lastSave > 3) { lastSave = sw.Elapsed.TotalMinutes; m.Save(Path.Combine(outDir, "model.ckpt")); m.Save(Path.Combine(outDir, "model.ema.ckpt"), ema); Whisper.SaveState(Path.Combine(outDir, "model.ckpt.adam"), m1, m2); }
        }
        stop = true; m.Save(Path.Combine(outDir, "model.ckpt")); m.Save(Path.Combine(outDir, "model.ema.ckpt"), ema); Whisper.SaveState(Path.Combine(outDir, "model.ckpt.adam"), m1, m2);
        Console.WriteLine($"done: {step} steps, {audioSec / 3600:0.0} h of audio, {sw.Elapsed.TotalMinutes:0.0} min");
        Environment.Exit(0);
    }
}
