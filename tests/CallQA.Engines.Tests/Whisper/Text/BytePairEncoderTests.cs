using System.Text;
using CallQA.Engines.Whisper.Ggml;
using CallQA.Engines.Whisper.Text;
using CsCheck;

namespace CallQA.Engines.Tests.Whisper.Text;

public sealed class BytePairEncoderTests
{
    /// <summary>Tokens in the order in which they were learnt: first the bytes, then ever longer joins.</summary>
    private static readonly WhisperVocabulary Vocabulary = new(
        [.. Enumerable.Range(0, 256).Select(value => new[] { (byte)value }), .. new[] { "we", "lo", "er", " l", " lo", "low", " low", "'s", "12", " \"" }.Select(Encoding.UTF8.GetBytes)],
        51_865);

    private static readonly BytePairEncoder Encoder = new(Vocabulary);

    private static readonly Gen<string> Anything = Gen.Int[0, 0x10FFFF].Where(Rune.IsValid).Select(value => new Rune(value).ToString()).Array[0, 30].Select(string.Concat);

    private static readonly string[] GermanParts =
        ["ein", "zwei", "fünf", "zwölf", "und", "dreißig", "hundert", "tausend", "Größe", "Straße", "ÄÖÜ", "ü", " ", "  ", "-", "'s", ".", "€", "1", "2024", "\n"];

    private static readonly Gen<string> German = Gen.Int[0, GermanParts.Length - 1].Array[0, 20].Select(parts => string.Concat(parts.Select(part => GermanParts[part])));

    [Fact]
    public void Encode_JoinsByRank_NotFromTheLeft()
    {
        Text("lower").ShouldBe(["lo", "we", "r"]);
        Text("low").ShouldBe(["low"]);
    }

    [Fact]
    public void Encode_KeepsWordsNumbersAndMarksApart()
    {
        Text("low's 12lo").ShouldBe(["low", "'s", " ", "12", "lo"]);
        Text(" \"low\"").ShouldBe([" \"", "low", "\""]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Grüße, 2 × Kaffee – 大丈夫")]
    [InlineData("  two  blanks\nand a line ")]
    public void Encode_LosesNothing_WhateverTheText(string text) => Vocabulary.Decode(Encoder.Encode(text)).ShouldBe(text);

    [Fact]
    public void Encode_LosesNothing_InRandomText() => Gen.Select(German, Anything, (german, anything) => german + anything).Sample(
        text => Vocabulary.Decode(Encoder.Encode(text)) == text, iter: 1_000);

    // Ids that OpenAI's multilingual tokenizer gives.
    [Fact]
    public void Encode_GivesTheKnownIds_WithTheVocabularyOfOpenAi()
    {
        using var file = GgmlFile.Open(Repository.File("models", "whisper", "ggml-callqa-demo-en-q8_0.bin"));
        var encoder = new BytePairEncoder(new WhisperVocabulary(file.Vocabulary, file.Header.VocabularySize));

        encoder.Encode(" Thank you for watching!").ShouldBe([1044, 291, 337, 1976, 0]);
    }

    private static string[] Text(string text) => [.. Encoder.Encode(text).Select(id => Encoding.UTF8.GetString(Vocabulary.BytesOf(id)))];
}
