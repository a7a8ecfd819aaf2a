using CallQA.Transcription;
using CsCheck;

namespace CallQA.Tests.Transcription;

public sealed class WordErrorRateTests
{
    [Theory]
    [InlineData("the cat sat", "the cat sat", 0, 0, 0)]
    [InlineData("the cat sat", "the hat sat", 1, 0, 0)]
    [InlineData("the cat sat", "the cat", 0, 0, 1)]
    [InlineData("the cat sat", "the big cat sat", 0, 1, 0)]
    [InlineData("the cat sat", "", 0, 0, 3)]
    [InlineData("", "noise here", 0, 2, 0)]
    [InlineData("a b c d", "a x c d e", 1, 1, 0)]
    public void Compare_CountsTheFewestEdits_WhenWordsDiffer(string said, string heard, int substitutions, int insertions, int deletions)
    {
        var result = WordErrorRate.Compare(said, heard);
        (result.Substitutions, result.Insertions, result.Deletions).ShouldBe((substitutions, insertions, deletions));
    }

    [Fact]
    public void Words_IgnoreCaseAndPunctuation_ButKeepDigitsAndApostrophes()
    {
        WordErrorRate.Words("Hello, it’s 42 EUR – don't \"worry\"! Größe 3.5").ShouldBe(["hello", "it's", "42", "eur", "don't", "worry", "größe", "3", "5"]);
        WordErrorRate.Words(" ... ").ShouldBeEmpty();
    }

    [Fact]
    public void Rate_WeighsByWords_WhenResultsAreAdded()
    {
        var sum = WordErrorRate.Compare("a b c", "a b c") + WordErrorRate.Compare("d", "x");
        sum.Rate.ShouldBe(0.25);
        WordErrorRate.None.Rate.ShouldBe(0);
        WordErrorRate.Compare("", "x").Rate.ShouldBe(1);
    }

    [Fact]
    public void Compare_KeepsSpeakersApart_WhenTranscriptsHaveTwo()
    {
        var reference = new Transcript("r", "en", [new(Speaker.Agent, "hello there"), new(Speaker.Customer, "hi"), new(Speaker.Agent, "yes")]);
        WordErrorRate.Compare(reference, new Transcript("h", "en", [new(Speaker.Customer, "Hi."), new(Speaker.Agent, "Hello there, yes.")])).Errors.ShouldBe(0);
        WordErrorRate.Compare(reference, new Transcript("h", "en", [new(Speaker.Agent, "hello there hi yes")])).Errors.ShouldBe(2);
    }

    [Fact]
    public void Compare_IsADistance_WhateverTheTexts() =>
        Gen.Select(Gen.String[Gen.Char["abc "], 0, 30], Gen.String[Gen.Char["abc "], 0, 30]).Sample((a, b) =>
        {
            var (there, back) = (WordErrorRate.Compare(a, b), WordErrorRate.Compare(b, a));
            there.Errors.ShouldBe(back.Errors);
            (there.ReferenceWords - there.Deletions + there.Insertions).ShouldBe(back.ReferenceWords);
            WordErrorRate.Compare(a, a).Errors.ShouldBe(0);
        }, iter: 300);
}
