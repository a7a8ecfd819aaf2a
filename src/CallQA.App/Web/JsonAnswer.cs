namespace CallQA.App.Web;

/// <summary>Answers for programs and scripts, in the product's JSON. Refusals have a body, or the page for people would be put in its place.</summary>
internal static class JsonAnswer
{
    public static IResult Of<T>(T value, int status = StatusCodes.Status200OK) => Results.Json(value, CallQAJson.Compact, statusCode: status);

    /// <summary>A sentence that says what is wrong.</summary>
    public static IResult Refusal(string message, int status) => Of(new Refusal(message), status);

    public static IResult NoCall() => Refusal("There is no such call.", StatusCodes.Status404NotFound);

    /// <summary>What came of a change to many calls.</summary>
    public static IResult Counted(int calls) => Of(new Counted(calls), StatusCodes.Status202Accepted);

    /// <summary>What came of a change to one call.</summary>
    public static IResult Found(bool found) => found
        ? Results.Accepted()
        : Refusal("There is no such call, or it is not in the state for this.", StatusCodes.Status404NotFound);
}

/// <summary>Why something was refused, in a sentence.</summary>
internal sealed record Refusal(string Message);

/// <summary>How many calls a change was made to.</summary>
internal sealed record Counted(int Calls);
