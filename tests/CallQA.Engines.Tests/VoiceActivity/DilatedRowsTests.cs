using CallQA.Engines.VoiceActivity;
using CsCheck;

namespace CallQA.Engines.Tests.VoiceActivity;

public sealed class DilatedRowsTests
{
    private const int Width = ActivityNetwork.Width;
    private const int Bias = 3 * Width;

    [Fact]
    public void Look_AddsWhatAFrameAndItsNeighboursGive_WhateverTheLength() =>
        Gen.Select(Gen.Int[1, 200], Gen.Int[0, ActivityNetwork.Layers - 1], Gen.Int[1, 1000]).Sample((frames, layer, seed) =>
        {
            var random = new Random(seed);
            var weights = Enumerable.Range(0, Width * WeightLayout.LayerRow).Select(_ => (float)random.NextDouble() - 0.5f).ToArray();
            var (state, next) = (new DilatedRows(frames), new DilatedRows(frames));
            for (var row = 0; row < Width; row++)
            {
                foreach (ref var value in state.Row(row))
                    value = (float)random.NextDouble() - 0.5f;
            }

            state.Look(weights, 1 << layer, next);

            for (var row = 0; row < Width; row++)
            {
                for (var frame = 0; frame < frames; frame++)
                    next.Row(row)[frame].ShouldBe(Expected(state, weights.AsSpan(row * WeightLayout.LayerRow), row, frame, 1 << layer), 1e-4f);
            }
        }, iter: 40);

    [Fact]
    public void Look_LeavesSilenceBehindTheLastFrame_ForTheNextLayer()
    {
        var (state, next) = (new DilatedRows(20), new DilatedRows(20));
        var weights = Enumerable.Repeat(1f, Width * WeightLayout.LayerRow).ToArray();

        state.Look(weights, 4, next);

        next.Row(0).ToArray().ShouldAllBe(value => value == 1);
        next.Rows.Slice(20, next.Stride - 20).ToArray().ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void Begin_LeavesNothingOfLongerFramesBehind_WhenMemoryServesAgain()
    {
        var rows = new DilatedRows(40);
        rows.Row(3).Fill(1);

        rows.Begin(10);

        rows.Row(3).ToArray().ShouldAllBe(value => value == 1);
        rows.Row(3).Length.ShouldBe(10);
        rows.Rows.Slice((3 * rows.Stride) + 10, 30).ToArray().ShouldAllBe(value => value == 0);
    }

    private static float Expected(DilatedRows state, ReadOnlySpan<float> weights, int row, int frame, int distance)
    {
        var sum = weights[Bias];
        for (var source = 0; source < Width; source++)
        {
            for (var tap = 0; tap < 3; tap++)
            {
                var at = frame + ((tap - 1) * distance);
                if (at >= 0 && at < state.Row(source).Length)
                    sum += weights[(3 * source) + tap] * state.Row(source)[at];
            }
        }

        return Math.Max(0, sum) + state.Row(row)[frame];
    }
}
