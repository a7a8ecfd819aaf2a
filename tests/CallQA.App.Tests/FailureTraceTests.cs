using Microsoft.Data.Sqlite;

namespace CallQA.App.Tests;

public sealed class FailureTraceTests
{
    private const string Number = "+4930901820";

    [Fact]
    public void Of_TellsKindsCodesAndPlaces_AndNoMessage()
    {
        var trace = FailureTrace.Of(Thrown());

        trace.ShouldContain("System.InvalidOperationException");
        trace.ShouldContain("CallQA.InputException (Audio)");
        trace.ShouldContain("SqliteException (SQLite 13)");
        trace.ShouldContain(nameof(Thrown));
        trace.ShouldNotContain(Number);
    }

    [Fact]
    public void SilentFailure_IsWrittenWithoutTheMessage()
    {
        var silent = new SilentFailure(Thrown());

        silent.ToString().ShouldContain(nameof(Thrown));
        silent.InnerException.ShouldBeNull();
        (silent + silent.Message).ShouldNotContain(Number);
    }

    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException(Number, new InputException(InputFault.Audio, Number, new SqliteException(Number, 13)));
        }
        catch (InvalidOperationException exception)
        {
            return exception;
        }
    }
}
