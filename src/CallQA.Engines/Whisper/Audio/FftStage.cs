using System.Numerics;
using System.Runtime.CompilerServices;

namespace CallQA.Engines.Whisper.Audio;

/// <summary>One stage of a Stockham transform: butterflies of one radix, then the twiddle factors.</summary>
/// <param name="radix">2, 3, 4 or 5.</param>
/// <param name="n">Points of the transforms that this stage begins.</param>
/// <param name="stride">Transforms side by side.</param>
internal sealed class FftStage(int radix, int n, int stride)
{
    private const float Sin60 = 0.866025404f;
    private const float Cos72 = 0.309016994f;
    private const float Cos144 = -0.809016994f;
    private const float Sin72 = 0.951056516f;
    private const float Sin144 = 0.587785252f;

    private readonly int _parts = n / radix;
    private readonly (float Re, float Im)[] _twiddle = [.. Enumerable.Range(0, n).Select(i => LaneFft.Root(i / radix * (i % radix), n))];

    /// <summary>Takes all points through the stage.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(Vector<float>[] re, Vector<float>[] im, Vector<float>[] outRe, Vector<float>[] outIm)
    {
        for (var part = 0; part < _parts; part++)
        {
            var twiddle = _twiddle.AsSpan(part * radix, radix);
            for (var q = 0; q < stride; q++)
            {
                var source = new Points(re, im, q + (stride * part), stride * _parts);
                var target = new Output(outRe, outIm, q + (stride * radix * part), stride, twiddle);
                switch (radix)
                {
                    case 2:
                        Two(source, target);
                        break;
                    case 3:
                        Three(source, target);
                        break;
                    case 4:
                        Four(source, target);
                        break;
                    default:
                        Five(source, target);
                        break;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Two(Points x, Output y)
    {
        y.Set(0, x.Re(0) + x.Re(1), x.Im(0) + x.Im(1));
        y.Set(1, x.Re(0) - x.Re(1), x.Im(0) - x.Im(1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Three(Points x, Output y)
    {
        var (sumRe, sumIm) = (x.Re(1) + x.Re(2), x.Im(1) + x.Im(2));
        var (turnRe, turnIm) = ((x.Im(1) - x.Im(2)) * Sin60, (x.Re(2) - x.Re(1)) * Sin60);
        var (restRe, restIm) = (x.Re(0) - (sumRe * 0.5f), x.Im(0) - (sumIm * 0.5f));
        y.Set(0, x.Re(0) + sumRe, x.Im(0) + sumIm);
        y.Set(1, restRe + turnRe, restIm + turnIm);
        y.Set(2, restRe - turnRe, restIm - turnIm);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(Points x, Output y)
    {
        var (evenRe, evenIm) = (x.Re(0) + x.Re(2), x.Im(0) + x.Im(2));
        var (evenRe2, evenIm2) = (x.Re(0) - x.Re(2), x.Im(0) - x.Im(2));
        var (oddRe, oddIm) = (x.Re(1) + x.Re(3), x.Im(1) + x.Im(3));
        var (turnRe, turnIm) = (x.Im(1) - x.Im(3), x.Re(3) - x.Re(1));
        y.Set(0, evenRe + oddRe, evenIm + oddIm);
        y.Set(1, evenRe2 + turnRe, evenIm2 + turnIm);
        y.Set(2, evenRe - oddRe, evenIm - oddIm);
        y.Set(3, evenRe2 - turnRe, evenIm2 - turnIm);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Five(Points x, Output y)
    {
        var (nearRe, nearIm) = (x.Re(1) + x.Re(4), x.Im(1) + x.Im(4));
        var (farRe, farIm) = (x.Re(2) + x.Re(3), x.Im(2) + x.Im(3));
        var (nearTurnRe, nearTurnIm) = (x.Im(1) - x.Im(4), x.Re(4) - x.Re(1));
        var (farTurnRe, farTurnIm) = (x.Im(2) - x.Im(3), x.Re(3) - x.Re(2));
        y.Set(0, x.Re(0) + nearRe + farRe, x.Im(0) + nearIm + farIm);

        var (re, im) = (x.Re(0) + (nearRe * Cos72) + (farRe * Cos144), x.Im(0) + (nearIm * Cos72) + (farIm * Cos144));
        var (turnRe, turnIm) = ((nearTurnRe * Sin72) + (farTurnRe * Sin144), (nearTurnIm * Sin72) + (farTurnIm * Sin144));
        y.Set(1, re + turnRe, im + turnIm);
        y.Set(4, re - turnRe, im - turnIm);

        (re, im) = (x.Re(0) + (nearRe * Cos144) + (farRe * Cos72), x.Im(0) + (nearIm * Cos144) + (farIm * Cos72));
        (turnRe, turnIm) = ((nearTurnRe * Sin144) - (farTurnRe * Sin72), (nearTurnIm * Sin144) - (farTurnIm * Sin72));
        y.Set(2, re + turnRe, im + turnIm);
        y.Set(3, re - turnRe, im - turnIm);
    }

    /// <summary>The points of a butterfly.</summary>
    private readonly ref struct Points(Vector<float>[] re, Vector<float>[] im, int first, int step)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Re(int i) => re[first + (i * step)];

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Im(int i) => im[first + (i * step)];
    }

    /// <summary>Where a butterfly's results go, turned by their factors.</summary>
    private readonly ref struct Output(Vector<float>[] re, Vector<float>[] im, int first, int step, ReadOnlySpan<(float Re, float Im)> twiddle)
    {
        private readonly ReadOnlySpan<(float Re, float Im)> _twiddle = twiddle;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Set(int i, Vector<float> valueRe, Vector<float> valueIm)
        {
            var (turnRe, turnIm) = _twiddle[i];
            re[first + (i * step)] = (valueRe * turnRe) - (valueIm * turnIm);
            im[first + (i * step)] = (valueRe * turnIm) + (valueIm * turnRe);
        }
    }
}
