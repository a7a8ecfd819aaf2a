using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;
namespace DemoModel;
public static class Bench
{
    static void T(string n, Func<Tensor> f, int k = 4)
    {
        var best = double.MaxValue; double bestF = 0;
        for (int i = 0; i < k; i++)
        {
            using var s = NewDisposeScope(); var w = Stopwatch.StartNew(); var y = f(); double tf = w.Elapsed.TotalMilliseconds; if (y.requires_grad) y.backward(); double t = w.Elapsed.TotalMilliseconds; if (t < best) { best = t; bestF = tf; }
        }
        Console.WriteLine($"{n}: fwd {bestF:0} total {best:0} ms");
    }
    public static void Run()
    {
        set_num_threads(2); int B = 10, t = 300, D = 192;
        var x = randn(B, t, D).requires_grad_(true); var w1 = (randn(768, D) * 0.05).requires_grad_(true); var w2 = (randn(D, 768) * 0.05).requires_grad_(true); var b1 = zeros(768).requires_grad_(true); var b2 = zeros(D).requires_grad_(true);
        var wq = (randn(D, D) * 0.05).requires_grad_(true);
        T("lin192", () => F.linear(x, wq, b2).sum(), 10);
        T("lin192 bf16", () => F.linear(x.to(bfloat16), wq.to(bfloat16), b2.to(bfloat16)).to(float32).sum(), 10);
        T("mlp 3d bf16", () => { var z = x.to(bfloat16); return F.linear(F.gelu(F.linear(z, w1.to(bfloat16), b1.to(bfloat16))), w2.to(bfloat16), b2.to(bfloat16)).to(float32).sum(); }, 10);
        Tensor Sp(Tensor z) => z.view(B, t, 3, 64).transpose(1, 2);
        T("sdpa", () => F.scaled_dot_product_attention(Sp(x), Sp(x), Sp(x), null, 0.0, false).sum());
        T("manual attn", () => { var q = Sp(x).contiguous(); return (q.matmul(q.transpose(-1, -2)) / 8).softmax(-1).matmul(q).sum(); });
        T("sdpa bf16", () => { var q = Sp(x.to(bfloat16)); return F.scaled_dot_product_attention(q, q, q, null, 0.0, false).to(float32).sum(); });
        T("manual attn bf16", () => { var q = Sp(x.to(bfloat16)).contiguous(); return (q.matmul(q.transpose(-1, -2)) / 8).softmax(-1).matmul(q).to(float32).sum(); }, 10);
        var mel = randn(B, 80, 2 * t); var c1 = (randn(D, 80, 3) * 0.05).requires_grad_(true); var c2 = (randn(D, D, 3) * 0.05).requires_grad_(true);
        T("conv1", () => F.gelu(F.conv1d(mel, c1, b2, 1, 1)).sum());
        T("conv12", () => F.gelu(F.conv1d(F.gelu(F.conv1d(mel, c1, b2, 1, 1)), c2, b2, 2, 1)).sum());
        var u1 = (randn(D, 240) * 0.05).requires_grad_(true); var u2 = (randn(D, 576) * 0.05).requires_grad_(true);
        T("conv12 bf16", () => F.gelu(F.conv1d(F.gelu(F.conv1d(mel.to(bfloat16), c1.to(bfloat16), b2.to(bfloat16), 1, 1)), c2.to(bfloat16), b2.to(bfloat16), 2, 1)).to(float32).sum(), 10);
        var wc = (randn(2344, D) * 0.05).requires_grad_(true);
        var ids = randint(0, 2343, [B * 15], int64); var len = full([B], 15L, int64); var TT = full([B], (long)t, int64); var TH = full([B], (long)t / 2, int64);
        T("word logits+logsoftmax", () => F.log_softmax(F.linear(x, wc), -1).sum());
        T("word ctc", () => F.ctc_loss(F.log_softmax(F.linear(x, wc), -1).transpose(0, 1), ids, TT, len, 2343, true, nn.Reduction.None).sum());
        T("word ctc half", () => F.ctc_loss(F.log_softmax(F.linear(x.view(B, t / 2, 2, D).mean([2L]), wc), -1).transpose(0, 1), ids, TH, len, 2343, true, nn.Reduction.None).sum());
        T("word ctc bf16", () => F.ctc_loss(F.log_softmax(F.linear(x.to(bfloat16), wc.to(bfloat16)).to(float32), -1).transpose(0, 1), ids, TT, len, 2343, true, nn.Reduction.None).sum());
        T("word ctc half bf16", () => F.ctc_loss(F.log_softmax(F.linear(x.view(B, t / 2, 2, D).mean([2L]).to(bfloat16), wc.to(bfloat16)).to(float32), -1).transpose(0, 1), ids, TH, len, 2343, true, nn.Reduction.None).sum());
    }
}
