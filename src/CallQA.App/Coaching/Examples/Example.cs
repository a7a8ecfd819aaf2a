using CallQA.App.Search;
using CallQA.Coaching.Examples;
using CallQA.Transcription;

namespace CallQA.App.Coaching.Examples;

/// <summary>Which examples are looked for. What is null does not narrow.</summary>
/// <param name="View">Which are wanted.</param>
/// <param name="Agent">Identifier of the agent.</param>
/// <param name="Team">The agent's team.</param>
/// <param name="From">Calls begun at or after this moment.</param>
/// <param name="Until">Calls begun before this moment.</param>
/// <param name="Language">ISO 639-1.</param>
/// <param name="Queue">Telephone queue.</param>
/// <param name="Least">The machine's overall result is at least this, 0–100.</param>
/// <param name="Most">The machine's overall result is at most this, 0–100.</param>
internal sealed record ExampleQuery(
    ExampleView View = ExampleView.Best, string? Agent = null, string? Team = null, DateTimeOffset? From = null, DateTimeOffset? Until = null, string? Language = null,
    string? Queue = null, int? Least = null, int? Most = null)
{
    /// <summary>The same for whole calls.</summary>
    public CallCriteria Calls => new() { Agent = Agent, Team = Team, Queue = Queue, From = From, Until = Until, Score = CallCriteria.Overall, Least = Least, Most = Most };
}

/// <summary>A turn of a passage, or just beside it.</summary>
/// <param name="Turn">Index in the transcript.</param>
/// <param name="Speaker">Who speaks.</param>
/// <param name="Text">What is said, with corrections.</param>
/// <param name="Inside">Whether it belongs to the passage.</param>
public sealed record ExampleTurn(int Turn, Speaker Speaker, string Text, bool Inside);

/// <summary>A moment with what is around it.</summary>
/// <param name="Moment">The moment.</param>
/// <param name="Agent">The agent's name, else the identifier.</param>
/// <param name="Team">The agent's team.</param>
/// <param name="Begun">When the call began, or was taken in where that is unknown.</param>
/// <param name="Turns">The passage in its context.</param>
public sealed record Example(ExampleMoment Moment, string? Agent, string? Team, DateTimeOffset Begun, IReadOnlyList<ExampleTurn> Turns);

/// <summary>What was found.</summary>
/// <param name="Calls">Calls that were looked through.</param>
/// <param name="Moments">Moments in them.</param>
/// <param name="Found">The first ones in the order of the view; in a contrast each one handled well is followed by the one handled badly.</param>
internal sealed record FoundExamples(int Calls, int Moments, IReadOnlyList<Example> Found);
