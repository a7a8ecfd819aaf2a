namespace CallQA.Engines.Whisper.Alignment;

/// <summary>Dynamic time warping: the way through a matrix, from corner to corner, on which most weight is collected.</summary>
internal static class TimeWarping
{
    private const byte Diagonal = 0;
    private const byte Down = 1;
    private const byte Right = 2;

    /// <summary>For each row the first column that the best way passes there; never going back.</summary>
    /// <param name="weights">Matrix, row by row.</param>
    /// <param name="rows">Rows, at least 1.</param>
    /// <param name="columns">Columns, at least 1.</param>
    public static int[] FirstColumns(ReadOnlySpan<float> weights, int rows, int columns)
    {
        var steps = new byte[rows * columns];
        var above = new float[columns];
        var current = new float[columns];
        for (var row = 0; row < rows; row++)
        {
            FillRow(weights.Slice(row * columns, columns), row, above, current, steps.AsSpan(row * columns, columns));
            (above, current) = (current, above);
        }

        return Trace(steps, rows, columns);
    }

    private static void FillRow(ReadOnlySpan<float> weights, int row, float[] above, float[] current, Span<byte> steps)
    {
        for (var column = 0; column < weights.Length; column++)
        {
            var corner = row == 0 && column == 0;
            var diagonal = corner ? 0 : row > 0 && column > 0 ? above[column - 1] : float.NegativeInfinity;
            var down = row > 0 ? above[column] : float.NegativeInfinity;
            var right = column > 0 ? current[column - 1] : float.NegativeInfinity;
            var (best, step) = diagonal >= down && diagonal >= right ? (diagonal, Diagonal) : down >= right ? (down, Down) : (right, Right);
            current[column] = best + weights[column];
            steps[column] = step;
        }
    }

    private static int[] Trace(byte[] steps, int rows, int columns)
    {
        var first = new int[rows];
        var (row, column) = (rows - 1, columns - 1);
        while (row > 0 || column > 0)
        {
            first[row] = column;
            var step = steps[(row * columns) + column];
            row -= step == Right ? 0 : 1;
            column -= step == Down ? 0 : 1;
        }

        first[0] = 0;
        return first;
    }
}
