using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;
namespace DemoModel;

/// <summary>The Whisper encoder-decoder, with parameters named as in a ggml Whisper file.
/// While training only a sub-vocabulary of the token table exists.</summary>
public sealed class Whisper
{
    public readonly int D, Heads, EncLayers, DecLayers, NText, NPhones;
    public const int Mels = 80, AudioCtx = 1500, TextCtx = 448, NTs = 1501;
    public readonly SortedDictionary<string, Tensor> P = new(StringComparer.Ordinal);
    public readonly Tensor EncPos, TsSin, Mask0;

    public static Tensor Sinusoid(int n, int d)
    {
        var a = new float[n * d]; int h = d / 2; double inc = Math.Log(10000) / (h - 1);
        for (int t = 0; t < n; t++) for (int i = 0; i < h; i++)
            { double v = t * Math.Exp(-inc * i); a[t * d + i] = (float)Math.Sin(v); a[t * d + h + i] = (float)Math.Cos(v); }
        return tensor(a, [n, d]);
    }

    public Whisper(int d, int heads, int enc, int dec, int nText, int nPhones)
    {
        (D, Heads, EncLayers, DecLayers, NText, NPhones) = (d, heads, enc, dec, nText, nPhones);
        EncPos = Sinusoid(AudioCtx, d); TsSin = Sinusoid(NTs, d);
        Mask0 = ones(d); Mask0[0] = 0;
        void W(string n, double std, params long[] s) => Add(n, randn(s) * std);
        void Z(string n, params long[] s) => Add(n, zeros(s));
        void Ln(string n) { Add(n + ".weight", ones(d)); Z(n + ".bias", d); }
        double k = 0.8 / Math.Sqrt(d);
        void Attn(string n, int layers)
        {
            foreach (var x in new[] { "query", "key", "value" }) W($"{n}.{x}.weight", k, d, d);
            Z(n + ".query.bias", d); Z(n + ".value.bias", d);
            W(n + ".out.weight", k / Math.Sqrt(layers), d, d); Z(n + ".out.bias", d);
        }
        void Mlp(string n, int layers)
        {
            W(n + ".mlp.0.weight", k, 4 * d, d); Z(n + ".mlp.0.bias", 4 * d);
            W(n + ".mlp.2.weight", k / 2 / Math.Sqrt(layers), d, 4 * d); Z(n + ".mlp.2.bias", d);
        }
        W("encoder.conv1.weight", 1.2 / Math.Sqrt(Mels * 3), d, Mels, 3); Z("encoder.conv1.bias", d);
        W("encoder.conv2.weight", 1.2 / Math.Sqrt(d * 3), d, d, 3); Z("encoder.conv2.bias", d);
        for (int i = 0; i < enc; i++)
        {
            string n = "encoder.blocks." + i; Ln(n + ".attn_ln"); Attn(n + ".attn", enc); Ln(n + ".mlp_ln"); Mlp(n, enc);
        }
        Ln("encoder.ln_post");
        Add("decoder.positional_embedding", Sinusoid(TextCtx, d) * 0.03 + randn(TextCtx, d) * 0.01);
        for (int i = 0; i < dec; i++)
        {
            string n = "decoder.blocks." + i; Ln(n + ".attn_ln"); Attn(n + ".attn", dec); Ln(n + ".cross_attn_ln"); Attn(n + ".cross_attn", dec); Ln(n + ".mlp_ln"); Mlp(n, dec);
        }
        Ln("decoder.ln");
        W("x.text_emb", 0.05, nText, d); W("x.ts_proj", 0.005, d, d); W("x.ts_bias", 0.02, d);
        W("x.ctc.weight", k, nPhones + 1, d); Z("x.ctc.bias", nPhones + 1);          // phones, blank = 0
        W("x.word_ctc.weight", k, nText + 1, d); Z("x.word_ctc.bias", nText + 1);    // text tokens, blank = nText
    }
    void Add(string n, Tensor t) { P[n] = t.detach().MoveToOuterDisposeScope().requires_grad_(true); }

    Tensor Ln(Tensor x, string n) => F.layer_norm(x, [D], P[n + ".weight"], P[n + ".bias"], 1e-5);
    /// <summary>Training computes matrix products in bfloat16 (2-4 times faster where the CPU has AVX512_BF16); sums, norms and the loss stay in float32.</summary>
    public static bool Half = true;
    static Tensor H(Tensor x) => Half && x.dtype == ScalarType.Float32 ? x.to(bfloat16) : x;
    static Tensor Full(Tensor x) => x.dtype == ScalarType.Float32 ? x : x.to(float32);
    Tensor Lin(Tensor x, string n, bool bias = true) => F.linear(H(x), H(P[n + ".weight"]), bias ? H(P[n + ".bias"]) : null);
    Tensor Split(Tensor x) => x.view(x.shape[0], x.shape[1], Heads, D / Heads).transpose(1, 2);
    Tensor Attend(Tensor x, Tensor kv, string n, bool causal, List<Tensor>? head0 = null)
    {
        var q = Split(Lin(x, n + ".query")); var k = Split(Lin(kv, n + ".key", false)); var v = Split(Lin(kv, n + ".value"));
        head0?.Add(F.log_softmax(Full(q.select(1, 0).matmul(k.select(1, 0).transpose(1, 2))) / Math.Sqrt(D / Heads), -1));
        Tensor o;
        if (!Half) o = F.scaled_dot_product_attention(q, k, v, null, 0.0, causal);
        else
        {
            var a = q.contiguous().matmul(k.transpose(-1, -2)) * (1 / Math.Sqrt(D / Heads));
            if (causal) a = a + full([x.shape[1], x.shape[1]], -1e9f).triu(1).to(bfloat16);
            o = a.softmax(-1).matmul(v.contiguous());
        }
        return Full(Lin(o.transpose(1, 2).reshape(x.shape[0], x.shape[1], D), n + ".out"));
    }
    Tensor Mlp(Tensor x, string n) => Full(Lin(F.gelu(Lin(x, n + ".mlp.0")), n + ".mlp.2"));

    /// <summary>mel [B, 80, 2T] -> [B, T, D]; offset = first encoder position (silence before it is left out).</summary>
    public Tensor Encode(Tensor mel, int offset = 0)
    {
        var x = F.gelu(F.conv1d(H(mel), H(P["encoder.conv1.weight"]), H(P["encoder.conv1.bias"]), 1, 1));
        x = F.gelu(F.conv1d(x, H(P["encoder.conv2.weight"]), H(P["encoder.conv2.bias"]), 2, 1));
        x = Full(x.transpose(1, 2).contiguous());
        x = x + EncPos.narrow(0, offset, x.shape[1]);
        for (int i = 0; i < EncLayers; i++)
        {
            string n = "encoder.blocks." + i;
            var h = Ln(x, n + ".attn_ln");
            x = x + Attend(h, h, n + ".attn", false);
            x = x + Mlp(Ln(x, n + ".mlp_ln"), n);
        }
        return Ln(x, "encoder.ln_post");
    }

    /// <summary>The token table: text and special tokens, then the timestamps; dimension 0 is kept free.</summary>
    public Tensor Embedding() => cat([P["x.text_emb"], TsSin.matmul(P["x.ts_proj"]) + P["x.ts_bias"]], 0) * Mask0;

    /// <summary>Final decoder states; head0 receives the log attention [B, L, T] of every layer's first cross-attention head.</summary>
    public Tensor Decode(Tensor tokens, Tensor enc, Tensor emb, List<Tensor>? head0 = null)
    {
        var x = emb.index_select(0, tokens.reshape(-1)).view(tokens.shape[0], tokens.shape[1], D) + P["decoder.positional_embedding"].narrow(0, 0, tokens.shape[1]);
        for (int i = 0; i < DecLayers; i++)
        {
            string n = "decoder.blocks." + i;
            var h = Ln(x, n + ".attn_ln");
            x = x + Attend(h, h, n + ".attn", true);
            x = x + Attend(Ln(x, n + ".cross_attn_ln"), enc, n + ".cross_attn", false, head0);
            x = x + Mlp(Ln(x, n + ".mlp_ln"), n);
        }
        return F.layer_norm(x, [D], P["decoder.ln.weight"] * Mask0, P["decoder.ln.bias"] * Mask0, 1e-5);
    }

    public Tensor CtcLogProbs(Tensor enc, string head) => F.log_softmax(Full(Lin(enc, head)), -1).transpose(0, 1);
    public static Tensor Logits(Tensor h, Tensor emb) => Full(H(h).matmul(H(emb).t()));

    public void Save(string path, IDictionary<string, Tensor>? values = null)
    {
        using (var w = new BinaryWriter(File.Create(path + ".tmp")))
        {
            foreach (int v in new[] { D, Heads, EncLayers, DecLayers, NText, NPhones }) w.Write(v);
            foreach (var (n, t) in P)
            {
                w.Write(n); w.Write(t.shape.Length); foreach (var s in t.shape) w.Write((int)s);
                var a = (values?[n] ?? t).detach().data<float>().ToArray(); w.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(a.AsSpan()));
            }
        }
        File.Move(path + ".tmp", path, true);
    }
    public static void SaveState(string path, params IDictionary<string, Tensor>[] sets)
    {
        using (var w = new BinaryWriter(File.Create(path + ".tmp")))
            foreach (var set in sets) foreach (var n in set.Keys.Order(StringComparer.Ordinal)) { w.Write(n); var a = set[n].data<float>().ToArray(); w.Write(a.Length); w.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(a.AsSpan())); }
        File.Move(path + ".tmp", path, true);
    }
    public static bool LoadState(string path, params IDictionary<string, Tensor>[] sets)
    {
        if (!File.Exists(path)) return false;
        using var r = new BinaryReader(File.OpenRead(path)); int k = 0; var seen = new HashSet<string>();
        while (r.BaseStream.Position < r.BaseStream.Length)
        {
            string n = r.ReadString(); if (!seen.Add(n)) { k++; seen.Clear(); seen.Add(n); }
            var a = new float[r.ReadInt32()]; r.BaseStream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(a.AsSpan()));
            sets[k][n].copy_(tensor(a, sets[k][n].shape));
        }
        return true;
    }
    public static Whisper Load(string path)
    {
        using var r = new BinaryReader(File.OpenRead(path));
        var h = Enumerable.Range(0, 6).Select(_ => r.ReadInt32()).ToArray();
        var m = new Whisper(h[0], h[1], h[2], h[3], h[4], h[5]);
        while (r.BaseStream.Position < r.BaseStream.Length)
        {
            string n = r.ReadString(); var s = Enumerable.Range(0, r.ReadInt32()).Select(_ => (long)r.ReadInt32()).ToArray();
            var a = new float[s.Aggregate(1L, (x, y) => x * y)]; r.BaseStream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(a.AsSpan()));
            using (no_grad()) m.P[n].copy_(tensor(a, s));
        }
        return m;
    }
}

/// <summary>Whisper's log-mel front end as tensor operations.</summary>
public sealed class MelFrontEnd(GgmlVocab v)
{
    readonly Tensor window = hann_window(400, true);
    readonly Tensor filters = tensor(v.Mel, [v.NMel, v.NFft]);

    /// <summary>audio [B, N] -> [B, 80, N/160]; floorUp [B,1,1] raises the reference maximum (as a louder passage elsewhere in the file would).</summary>
    public Tensor Compute(Tensor audio, Tensor? floorUp = null)
    {
        var s = stft(audio, 400, 160, 400, window, true, PaddingModes.Reflect, false, true, true);
        var p = s.abs().square();
        p = p.narrow(2, 0, p.shape[2] - 1);
        var m = filters.matmul(p).clamp_min(1e-10).log10();
        var max = m.amax([1, 2], true);
        if (floorUp is not null) max = max + floorUp;
        return (maximum(m, max - 8) + 4) / 4;
    }
}
