using CallQA.Engines.Whisper.Alignment;
using CsCheck;

namespace CallQA.Engines.Tests.Whisper.Alignment;

public sealed class MedianFilterTests
{
    [Fact]
    public void Apply_IsTheMedianOfSevenMirroredAtTheEnds_WhateverTheValues() =>
        Gen.Int[0, 5].Select(value => (float)value).Array[4, 30].Sample(values =>
        {
            var result = new float[values.Length];
            MedianFilter.Apply(values, result);
            for (var i = 0; i < values.Length; i++)
                result[i].ShouldBe(Enumerable.Range(i - 3, 7).Select(at => values[Mirror(at, values.Length)]).Order().ElementAt(3));
        }, iter: 300);

    [Fact]
    public void Apply_LeavesValues_WhenThereAreTooFew()
    {
        var result = new float[3];
        MedianFilter.Apply([3, 1, 2], result);
        result.ShouldBe([3, 1, 2]);
    }

    private static int Mirror(int index, int length) => index < 0 ? -index : index >= length ? (2 * (length - 1)) - index : index;
}
