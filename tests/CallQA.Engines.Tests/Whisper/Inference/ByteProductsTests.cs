using CsCheck;
using System.Runtime.Intrinsics;
using CallQA.Engines.Whisper.Inference;

namespace CallQA.Engines.Tests.Whisper.Inference;

public sealed class ByteProductsTests
{
    [Fact]
    public unsafe void Tile_IsExact_WhenBytesAreAny() =>
        Gen.Int[1, 20].SelectMany(groups => Gen.Select(
            Gen.Byte.Array[ByteProducts.Rows * groups * ByteProducts.Group],
            Gen.SByte.Array[ByteProducts.Columns * groups * ByteProducts.Group],
            Gen.Int[-1000, 1000].Array[ByteProducts.Columns])).Sample((rows, columns, starts) =>
        {
            var length = rows.Length / ByteProducts.Rows;
            var sums = new int[ByteProducts.Rows * ByteProducts.Columns];
            fixed (byte* left = rows)
            fixed (sbyte* right = columns)
            fixed (int* target = sums)
                ByteProducts.Tile(left, length, right, length / ByteProducts.Group, (Vector256.Create(starts), Vector256.Create(starts, ByteProducts.Half)), new Kept(target));

            for (var row = 0; row < ByteProducts.Rows; row++)
            {
                for (var column = 0; column < ByteProducts.Columns; column++)
                {
                    var expected = Enumerable.Range(0, length).Sum(i =>
                        rows[(row * length) + i] * columns[((((i / 4) * ByteProducts.Columns) + column) * 4) + (i % 4)]);
                    sums[(row * ByteProducts.Columns) + column].ShouldBe(expected + starts[column]);
                }
            }
        });

    [Fact]
    public void SumOfProducts_IsExact_WhenProductsAreTheLargest()
    {
        var sums = ByteProducts.SumOfProducts(Vector256.Create(byte.MaxValue), Vector256.Create(sbyte.MinValue));

        sums.ShouldBe(Vector256.Create(4 * 255 * -128));
    }

    [Fact]
    public void SumOfProducts_AddsFourNeighbours_WhenTheyDiffer() =>
        Gen.Select(Gen.Byte.Array[32], Gen.SByte.Array[32]).Sample((left, right) =>
        {
            var sums = ByteProducts.SumOfProducts(Vector256.Create(left), Vector256.Create(right));

            for (var lane = 0; lane < 8; lane++)
                sums[lane].ShouldBe(Enumerable.Range(4 * lane, 4).Sum(i => left[i] * right[i]));
        });

    private readonly unsafe struct Kept(int* sums) : ByteProducts.ITileTarget
    {
        public void Take(int row, Vector256<int> left, Vector256<int> right)
        {
            left.Store(sums + (row * ByteProducts.Columns));
            right.Store(sums + (row * ByteProducts.Columns) + ByteProducts.Half);
        }
    }
}
