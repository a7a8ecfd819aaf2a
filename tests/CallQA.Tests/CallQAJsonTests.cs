using System.Text.Json;
using CallQA.Recordings;

namespace CallQA.Tests;

public sealed class CallQAJsonTests
{
    [Theory]
    [InlineData("1e300")]
    [InlineData("-1e12")]
    public void Deserialize_SaysThatItIsNoForm_WhenATimeCannotBeHeld(string seconds) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<CallMetadata>($$"""{"holdTime":{{seconds}}}""", CallQAJson.Compact));
}
