using CallQA.Engines.Scoring.Reading;
using CsCheck;

namespace CallQA.Engines.Tests.Scoring.Reading;

public sealed class PassagesTests
{
    [Theory]
    [InlineData("I see. That is awful!", "I see.|That is awful!")]
    [InlineData("Thank you, Mr. Iyer. It costs 4.50 today.", "Thank you, Mr. Iyer.|It costs 4.50 today.")]
    [InlineData("no end here", "no end here")]
    [InlineData("Wait… what?", "Wait…|what?")]
    public void Of_CutsAtSentences_WhenTheyEnd(string text, string expected) =>
        string.Join('|', Passages.Of(text).Select(passage => passage.Text)).ShouldBe(expected);

    [Fact]
    public void Of_GivesExactPartsOfTheText_WhenTextIsArbitrary() =>
        Gen.Char["ab .!?\n"].Array[1, 400].Select(letters => new string(letters)).Sample(text =>
        {
            var end = 0;
            foreach (var passage in Passages.Of(text))
            {
                passage.Offset.ShouldBeGreaterThanOrEqualTo(end);
                end = passage.Offset + passage.Text.Length;
                text[passage.Offset..end].ShouldBe(passage.Text);
            }

            Passages.Of(text).Sum(passage => passage.Text.Count(char.IsLetter)).ShouldBe(text.Count(char.IsLetter));
        });

    [Fact]
    public void Of_TellsRepeatedSentencesApart() =>
        Passages.Of("Well, I see. I see. I see.").Select(passage => passage.Offset).ShouldBe([0, 13, 20]);
}
