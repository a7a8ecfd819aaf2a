using CallQA.Measurement;

namespace CallQA.Tests.Measurement;

public sealed class MeasurementOptionsTests
{
    public static TheoryData<MeasurementOptions, string> OutOfRange => new()
    {
        { new() { DeadAirThreshold = TimeSpan.FromSeconds(61) }, "DeadAirThreshold is 61 s" },
        { new() { HoldThreshold = TimeSpan.Zero }, "HoldThreshold is 0 s" },
        { new() { InterruptionOverlap = TimeSpan.FromSeconds(-0.1) }, "InterruptionOverlap is -0.1 s" },
    };

    [Fact]
    public void Validate_AcceptsTheDefaults() => Should.NotThrow(() => new MeasurementOptions().Validate());

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Validate_NamesOptionAndValue_WhenOutOfRange(MeasurementOptions options, string expected)
    {
        var exception = Should.Throw<InputException>(options.Validate);

        exception.Fault.ShouldBe(InputFault.Settings);
        exception.Message.ShouldContain(expected);
    }
}
