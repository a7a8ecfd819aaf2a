using CallQA.App.Search.Words;

namespace CallQA.App.Tests.Search.Words;

public sealed class WordQueryParserTests
{
    [Theory]
    [InlineData("refund", "(\"refund\")")]
    [InlineData("Refund please", "((\"refund\") AND (\"please\"))")]
    [InlineData("\"thank you\" refund", "((\"thank you\") AND (\"refund\"))")]
    [InlineData("„guten Tag“", "(\"guten tag\")")]
    [InlineData("refund OR cancel", "((\"refund\") OR (\"cancel\"))")]
    [InlineData("kündigen ODER storno", "((\"kündigen\") OR (\"storno\"))")]
    [InlineData("refund -angry", "((\"refund\") NOT (\"angry\"))")]
    [InlineData("refund NOT angry -late", "((\"refund\") NOT ((\"angry\") OR (\"late\")))")]
    [InlineData("a (b OR c) d", "((\"a\") AND ((\"b\") OR (\"c\")) AND (\"d\"))")]
    [InlineData("cancel*", "(\"cancel\" *)")]
    [InlineData("e-mail", "(\"e mail\")")]
    [InlineData("19.99", "(\"19 99\")")]
    [InlineData("don't", "(\"don t\")")]
    [InlineData("a b OR c", "(((\"a\") AND (\"b\")) OR (\"c\"))")]
    [InlineData("\"thank you", "(\"thank you\")")]
    [InlineData(") a ( OR", "(\"a\")")]
    [InlineData("a\") OR \"b", "((\"a\") AND (\"or\") AND (\"b\"))")]
    public void Parse_ReadsWhatWasTyped(string text, string expected)
    {
        var parsed = WordQueryParser.Parse(text);
        parsed.Problem.ShouldBeNull();
        SqliteQuery.Of(parsed.Query!).ShouldBe(expected);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("?! -- *")]
    [InlineData("( OR )")]
    public void Parse_FindsNothingToLookFor_WithoutAWord(string? text) => WordQueryParser.Parse(text).ShouldBe(new ParsedQuery(null));

    [Theory]
    [InlineData("-angry", QueryProblem.OnlyUnwanted)]
    [InlineData("refund OR -angry", QueryProblem.OnlyUnwanted)]
    [InlineData("a*", QueryProblem.ShortPrefix)]
    [InlineData("refund x-y*", QueryProblem.ShortPrefix)]
    public void Parse_SaysWhatIsWrong(string text, QueryProblem problem) => WordQueryParser.Parse(text).ShouldBe(new ParsedQuery(null, problem));

    [Fact]
    public void Parse_RefusesWhatIsTooLong() =>
        WordQueryParser.Parse(new string('a', WordQueryParser.LongestQuery + 1)).Problem.ShouldBe(QueryProblem.TooLong);

    [Fact]
    public void Of_LooksForOtherSpellings_OfUmlautsAndSharpS()
    {
        SqliteQuery.Of(WordQueryParser.Parse("rueckerstattung").Query!).ShouldBe("(\"rueckerstattung\" OR \"rückerstattung\")");
        SqliteQuery.Of(WordQueryParser.Parse("\"grosse Strasse\"").Query!).ShouldBe("(\"grosse strasse\" OR \"große straße\")");
        SqliteQuery.Of(WordQueryParser.Parse("Straße").Query!).ShouldBe("(\"straße\" OR \"strasse\")");
        PostgreSqlQuery.Of(WordQueryParser.Parse("\"guten Tag\" -stoer* x").Query!).ShouldBe("(((('guten' <-> 'tag')) & (('x'))) & !(('stoer':*) | ('stör':*)))");
    }
}
