using CallQA.Engines.Whisper.Alignment;
using CsCheck;

namespace CallQA.Engines.Tests.Whisper.Alignment;

public sealed class TimeWarpingTests
{
    [Fact]
    public void FirstColumns_FollowsTheWeight_WhenItLiesOnAStaircase()
    {
        float[] weights =
        [
            1, 1, -1, -1, -1, -1,
            -1, -1, 1, -1, -1, -1,
            -1, -1, -1, 1, 1, 1,
        ];
        TimeWarping.FirstColumns(weights, 3, 6).ShouldBe([0, 2, 3]);
    }

    [Fact]
    public void FirstColumns_SharesAColumn_WhenThereAreMoreRowsThanColumns() =>
        TimeWarping.FirstColumns([1, -1, -1, 1, -1, 1], 3, 2).ShouldBe([0, 1, 1]);

    [Fact]
    public void FirstColumns_CollectsTheMostWeight_WhateverTheMatrix() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 6]).SelectMany(size => Gen.Select(Gen.Const(size), Gen.Float[-1, 1].Array[size.Item1 * size.Item2])).Sample(drawn =>
        {
            var ((rows, columns), weights) = drawn;
            var first = TimeWarping.FirstColumns(weights, rows, columns);

            first[0].ShouldBe(0);
            first.ShouldBeInOrder();
            Collected(weights, columns, first).ShouldBe(Best(weights, columns, rows - 1, columns - 1), 1e-4f);
        }, iter: 200);

    /// <summary>Weight on the ways that pass the given first columns; the best of them, since a row may share its last column with the next.</summary>
    private static float Collected(float[] weights, int columns, int[] first)
    {
        var sum = 0f;
        for (var row = 0; row < first.Length; row++)
        {
            var end = row + 1 < first.Length ? first[row + 1] - 1 : columns - 1;
            for (var column = first[row]; column <= Math.Max(end, first[row]); column++)
                sum += weights[(row * columns) + column];
            if (row + 1 < first.Length && end >= first[row])
                sum += Math.Max(0, weights[(row * columns) + end + 1]);
        }

        return sum;
    }

    private static float Best(float[] weights, int columns, int row, int column)
    {
        if (row < 0 || column < 0)
            return float.NegativeInfinity;
        var before = (row, column) == (0, 0)
            ? 0
            : Math.Max(Best(weights, columns, row - 1, column - 1), Math.Max(Best(weights, columns, row - 1, column), Best(weights, columns, row, column - 1)));
        return before + weights[(row * columns) + column];
    }
}
