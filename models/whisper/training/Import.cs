using System.Runtime.InteropServices;
using System.Text;
using TorchSharp;
using static TorchSharp.torch;
namespace DemoModel;

/// <summary>Makes a training checkpoint of a ggml file that <see cref="Exporter"/> wrote, so that training can go on from a published model.
/// The training-only CTC heads are not in such a file; they start anew. So do text tokens the file does not use: small random values.</summary>
public static class Importer
{
    const int Phones = 160, Q8Block = 32;
    /// <summary>So small that no new token is preferred to a trained one before training has begun.</summary>
    const double NewTokenSpread = 0.02;

    public static void Import(string ggml, string subvocab, string outPath)
    {
        random.manual_seed(1);
        var sv = SubVocab.Load(subvocab);
        var (header, tensors) = Read(ggml);
        var m = new Whisper(header[2], header[3], header[4], header[8], sv.NText, Phones);
        using var off = no_grad();
        foreach (var (n, p) in m.P)
        {
            if (n.StartsWith("x.")) continue;
            p.copy_(tensor(tensors[n], p.shape));
        }
        m.P["decoder.ln.weight"][0] = 1; m.P["decoder.ln.bias"][0] = 0;
        var table = tensors["decoder.token_embedding.weight"]; int d = m.D;
        float[] Row(int id) { var r = table.AsSpan(id * d, d).ToArray(); r[0] = 0; return r; }
        bool Unused(int id) => !table.AsSpan(id * d + 1, d - 1).ContainsAnyExcept(0f);
        var known = Enumerable.Range(0, sv.NText).Where(i => !Unused(sv.From(i))).ToArray();
        m.P["x.text_emb"].normal_(0, NewTokenSpread);
        foreach (int i in known) m.P["x.text_emb"][i] = tensor(Row(sv.From(i)));
        Console.WriteLine($"{known.Length} of {sv.NText} text tokens are in the file, {sv.NText - known.Length} start anew");
        FitTimestamps(m, tensor(Enumerable.Range(0, Whisper.NTs).SelectMany(i => Row(GgmlVocab.TimestampBegin + i)).ToArray(), [Whisper.NTs, d]));
        m.Save(outPath);
    }

    /// <summary>Timestamps are sinusoid * W + b while training; the least squares fit to the written table gives W and b back.</summary>
    static void FitTimestamps(Whisper m, Tensor rows)
    {
        var x = cat([m.TsSin, ones(Whisper.NTs, 1)], 1).to(float64); var y = rows.to(float64); int d = m.D;
        var ridge = eye(d + 1, dtype: float64) * 1e-4;
        var w = linalg.solve(x.t().matmul(x) + ridge, x.t().matmul(y));
        m.P["x.ts_proj"].copy_(w.narrow(0, 0, d).to(float32)); m.P["x.ts_bias"].copy_(w[d].to(float32));
        var error = (x.matmul(w) - y).square().mean().sqrt().item<double>();
        Console.WriteLine($"timestamps fitted, root mean square error {error:0.0000} of {y.square().mean().sqrt().item<double>():0.0000}");
    }

    static (int[] Header, Dictionary<string, float[]> Tensors) Read(string path)
    {
        using var r = new BinaryReader(File.OpenRead(path));
        r.ReadUInt32();
        var h = Enumerable.Range(0, 11).Select(_ => r.ReadInt32()).ToArray();
        int mel = r.ReadInt32() * r.ReadInt32(); r.ReadBytes(4 * mel);
        for (int n = r.ReadInt32(); n > 0; n--) r.ReadBytes(r.ReadInt32());
        var tensors = new Dictionary<string, float[]>();
        while (r.BaseStream.Position < r.BaseStream.Length)
        {
            int dims = r.ReadInt32(), name = r.ReadInt32(), type = r.ReadInt32();
            int count = Enumerable.Range(0, dims).Aggregate(1, (n, _) => n * r.ReadInt32());
            tensors[Encoding.UTF8.GetString(r.ReadBytes(name))] = Values(r, type, count);
        }
        return (h, tensors);
    }

    static float[] Values(BinaryReader r, int type, int count) => type switch
    {
        0 => MemoryMarshal.Cast<byte, float>(r.ReadBytes(4 * count)).ToArray(),
        1 => [.. MemoryMarshal.Cast<byte, Half>(r.ReadBytes(2 * count)).ToArray().Select(x => (float)x)],
        8 => [.. Enumerable.Range(0, count / Q8Block).SelectMany(_ => { float s = (float)r.ReadHalf(); return Enumerable.Range(0, Q8Block).Select(_ => s * r.ReadSByte()).ToArray(); })],
        _ => throw new InvalidDataException($"Tensor type {type} is not read here; give an f32, f16 or q8_0 file."),
    };
}
