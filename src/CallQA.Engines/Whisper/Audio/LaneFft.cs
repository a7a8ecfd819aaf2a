using System.Numerics;
using System.Runtime.CompilerServices;

namespace CallQA.Engines.Whisper.Audio;

/// <summary>
/// Real-input Fourier transform of even length, run on <see cref="Vector{T}"/> lanes: as many signals at once as the machine's
/// vectors have lanes. Mixed-radix Stockham over half the length, then the usual separation of even and odd samples.
/// </summary>
internal sealed class LaneFft
{
    private static readonly int[] KnownRadices = [4, 5, 3, 2];
    private readonly int _half;
    private readonly List<FftStage> _stages = [];
    private readonly (float Re, float Im)[] _separation;
    private Vector<float>[] _re;
    private Vector<float>[] _im;
    private Vector<float>[] _re2;
    private Vector<float>[] _im2;

    /// <param name="length">Samples per signal; half of it must have no prime factor above 5.</param>
    public LaneFft(int length)
    {
        _half = length / 2;
        _separation = Enumerable.Range(0, _half + 1).Select(k => Root(k, length)).ToArray();
        (_re, _im, _re2, _im2) = (new Vector<float>[_half], new Vector<float>[_half], new Vector<float>[_half], new Vector<float>[_half]);
        for (var (n, stride) = (_half, 1); n > 1;)
        {
            var radix = KnownRadices.First(r => n % r == 0);
            _stages.Add(new FftStage(radix, n, stride));
            n /= radix;
            stride *= radix;
        }
    }

    /// <summary>Writes the power spectrum (bins 0 to length / 2) of the signals in <paramref name="samples"/>.</summary>
    public void Power(ReadOnlySpan<Vector<float>> samples, Span<Vector<float>> power)
    {
        for (var i = 0; i < _half; i++)
            (_re[i], _im[i]) = (samples[2 * i], samples[(2 * i) + 1]);
        foreach (var stage in _stages)
        {
            stage.Run(_re, _im, _re2, _im2);
            (_re, _re2) = (_re2, _re);
            (_im, _im2) = (_im2, _im);
        }

        for (var k = 0; k <= _half; k++)
            power[k] = SeparatedPower(k);
    }

    internal static (float Re, float Im) Root(int k, int n)
    {
        var (sin, cos) = Math.SinCos(-2 * Math.PI * k / n);
        return ((float)cos, (float)sin);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Vector<float> SeparatedPower(int k)
    {
        var a = k % _half;
        var b = (_half - k) % _half;
        var half = new Vector<float>(0.5f);
        var (evenRe, evenIm) = (half * (_re[a] + _re[b]), half * (_im[a] - _im[b]));
        var (oddRe, oddIm) = (half * (_im[a] + _im[b]), half * (_re[b] - _re[a]));
        var (wRe, wIm) = _separation[k];
        var re = evenRe + (oddRe * wRe) - (oddIm * wIm);
        var im = evenIm + (oddRe * wIm) + (oddIm * wRe);
        return (re * re) + (im * im);
    }
}
