using CallQA.Redaction;

namespace CallQA.Tests.Redaction;

/// <summary>The examples that the bodies behind the numbers publish, and the same with one digit changed.</summary>
public sealed class ChecksumsTests
{
    [Theory]
    [InlineData("C: Die Steuer-ID ist 86 095 742 719.", PersonalDataKind.TaxId)]
    [InlineData("C: Das ist die 47036892816.", PersonalDataKind.TaxId)]
    [InlineData("C: Das ist die 15070649C103.", PersonalDataKind.InsuranceNumber)]
    [InlineData("C: Das ist die A123456780.", PersonalDataKind.InsuranceNumber)]
    [InlineData("C: Das ist DE89 3704 0044 0532 0130 00.", PersonalDataKind.Iban)]
    [InlineData("C: It is GB29NWBK60161331926819.", PersonalDataKind.Iban)]
    [InlineData("C: It is 4111 1111 1111 1111.", PersonalDataKind.CardNumber)]
    [InlineData("C: It is 3782 822463 10005.", PersonalDataKind.CardNumber)]
    public void Find_FindsANumber_WhenItsCheckDigitIsRight(string said, PersonalDataKind kind) =>
        Spoken.Find(said).ShouldHaveSingleItem().Kind.ShouldBe(kind);

    [Theory]
    [InlineData("C: Das ist die 47036892817.")]
    [InlineData("C: Das ist die 15070649C104.")]
    [InlineData("C: Das ist die A123456781.")]
    [InlineData("C: Das ist DE88 3704 0044 0532 0130 00.")]
    [InlineData("C: It is 4111 1111 1111 1112.")]
    [InlineData("C: It is 3782 822463 10004.")]
    public void Find_FindsNothing_WhenTheCheckDigitIsWrongAndNothingNamesTheNumber(string said) => Spoken.Find(said).ShouldBeEmpty();
}
