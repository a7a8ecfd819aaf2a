using CallQA.Recordings;
using CsCheck;

namespace CallQA.Tests.Recordings;

public sealed class CallIdTests
{
    [Theory]
    [InlineData("call-01.wav", "call-01")]
    [InlineData("2026/11/out-71222-002-20241105-091730-1730780250.107.wav", "out-71222-002-20241105-091730-1730780250.107")]
    [InlineData(@"D:\rec\a_b.MP3", "a_b")]
    [InlineData("no-extension", "no-extension")]
    public void FromFileName_KeepsTheBaseName_WhenItIsSafe(string fileName, string expected) => CallId.FromFileName(fileName).ShouldBe(expected);

    [Theory]
    [InlineData("Müller Anruf.wav", "M_ller_Anruf-00727c8b")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..", "call-cdb4ee2a")]
    [InlineData("", "call-e3b0c442")]
    public void FromFileName_GivesTheSameSafeId_OnEveryMachine(string fileName, string expected) => CallId.FromFileName(fileName).ShouldBe(expected);

    [Fact]
    public void FromText_TellsDifferentTextsApart_WhenTheirUnsafeCharactersDiffer() =>
        CallId.FromText("call:1").ShouldNotBe(CallId.FromText("call/1"));

    [Fact]
    public void FromText_GivesAValidIdThatStaysTheSame_WhateverTheText() => Gen.String[Gen.Char, 0, 200].Sample(
        text =>
        {
            var id = CallId.FromText(text);
            return CallId.IsValid(id) && CallId.FromText(id) == id && CallId.FromText(text) == id && Path.GetFileName(id) == id;
        },
        iter: 2000);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("-option")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("end.")]
    [InlineData("ä")]
    public void IsValid_Refuses_WhatIsUnsafeAsAFileName(string? text) => CallId.IsValid(text).ShouldBeFalse();

    [Fact]
    public void IsValid_KeepsTheLimit()
    {
        CallId.IsValid(new string('a', CallId.MaximumLength)).ShouldBeTrue();
        CallId.IsValid(new string('a', CallId.MaximumLength + 1)).ShouldBeFalse();
        CallId.FromText(new string('a', 500)).Length.ShouldBe(CallId.MaximumLength);
    }
}
