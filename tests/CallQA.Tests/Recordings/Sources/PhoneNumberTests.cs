using CallQA.Recordings.Sources;

namespace CallQA.Tests.Recordings.Sources;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("030 1234 5678", "DE", "+493012345678")]
    [InlineData("+49 (0)30 12345678", null, "+493012345678")]
    [InlineData("0049 30 12345678", "DE", "+493012345678")]
    [InlineData("(212) 555-0123", "US", "+12125550123")]
    [InlineData("020 7946 0018", "GB", "+442079460018")]
    public void Of_WritesTheInternationalForm(string text, string? region, string expected) => PhoneNumber.Of(text, region).ShouldBe(expected);

    [Theory]
    [InlineData("030 12345678", null)]
    [InlineData("101", "DE")]
    [InlineData("anonymous", "DE")]
    public void Of_LeavesTheTextAlone_WhenItIsNoCompleteNumber(string text, string? region) => PhoneNumber.Of($" {text} ", region).ShouldBe(text);
}
