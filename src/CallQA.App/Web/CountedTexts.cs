using System.Globalization;
using Microsoft.Extensions.Localization;

namespace CallQA.App.Web;

/// <summary>Texts that count something: of one they read otherwise, which <c>NAME.One</c> says.</summary>
internal static class CountedTexts
{
    /// <summary>The text of a number.</summary>
    /// <param name="texts">The pages' texts.</param>
    /// <param name="name">The text of any number but one.</param>
    /// <param name="count">How many, as it is shown: <c>{0}</c>.</param>
    /// <param name="others">What else stands in the text: <c>{1}</c> and on.</param>
    public static string Counted(this IStringLocalizer<Texts> texts, string name, object count, params object[] others) =>
        texts[Convert.ToString(count, CultureInfo.InvariantCulture) == "1" ? name + ".One" : name, [count, .. others]].Value;
}
