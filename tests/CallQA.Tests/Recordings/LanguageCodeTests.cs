using CallQA.Recordings;

namespace CallQA.Tests.Recordings;

public sealed class LanguageCodeTests
{
    [Theory]
    [InlineData("en", "en")]
    [InlineData(" DE ", "de")]
    [InlineData("en-US", "en")]
    [InlineData("de_AT", "de")]
    public void TryParse_GivesTheLanguage_WithoutRegion(string text, string expected)
    {
        LanguageCode.TryParse(text, out var code).ShouldBeTrue();
        code.ShouldBe(expected);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("xx")]
    [InlineData("eng")]
    [InlineData("-")]
    public void TryParse_Refuses_WhatIsNoCode(string? text) => LanguageCode.TryParse(text, out _).ShouldBeFalse();
}
