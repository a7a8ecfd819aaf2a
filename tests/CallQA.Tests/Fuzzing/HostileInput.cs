using System.Text;

namespace CallQA.Tests.Fuzzing;

/// <summary>Damages documents as <see cref="Mutation"/> does, and writes into them what has broken parsers before.</summary>
internal static class HostileInput
{
    private static readonly byte[][] Pieces = [.. new[]
    {
        "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>", "&a;", "&c;", "&#x0;", "&#xD800;", "<![CDATA[", "]]>", "<!--", "<?xml version=\"1.1\"?>",
        Repeated("<a>", 3000), Repeated("[", 3000), Repeated("{\"a\":", 3000), Repeated("- ", 500), Repeated("(", 500), Repeated("9", 400), Repeated("\"", 99),
        "1e999", "-1", "-0", "NaN", "null", "true", "[]", "{}", "99999999999999999999", "2147483648", "0.1e-400", "\"\\ud800\"", "\"\\u0000\"", "\\", "\r\n", "\0", "\uFEFF", "\t", ";", ",,,,", "=cmd|'/c'!A1",
        "&x *x", "<<: *x", "!!binary a", "? ", "%TAG ! tag:x,2000:", "|", ">", "---\n...", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00", "2026-02-30 25:61", "+99999999999999999999",
        "(?<call_id>(a+)+)$", "(?<party>", "\\1", "data", "fmt ", "ds64", "RIFF", "\u00FF\u00FF\u00FF\u00FF", "\u00FF\u00FF\u00FF\u007F", "\u0000\u0000\u0000\u0000",
    }.Select(Encoding.Latin1.GetBytes)];

    /// <summary>A damaged document.</summary>
    public static byte[] Of(byte[] original, Random random)
    {
        var bytes = random.Next(4) == 0 ? original : Mutation.Of(original, random);
        for (var splices = random.Next(3); splices > 0; splices--)
        {
            var piece = Pieces[random.Next(Pieces.Length)];
            var at = random.Next(bytes.Length + 1);
            var over = random.Next(2) == 0 ? 0 : Math.Min(random.Next(20), bytes.Length - at);
            bytes = [.. bytes[..at], .. piece, .. bytes[(at + over)..]];
        }

        return bytes;
    }

    private static string Repeated(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
