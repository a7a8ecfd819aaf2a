using System.Globalization;
using CallQA.App.Review.Queue;
using CallQA.App.Search;
using CallQA.App.Search.Words;
using CallQA.Transcription;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace CallQA.App.Web.Search;

/// <summary>The form of the search page as its address tells it. What cannot be understood does not narrow.</summary>
public sealed record SearchForm
{
    public const string Path = "/search";

    /// <summary>Emotions that the models tell apart.</summary>
    public static readonly IReadOnlyList<string> Moods = ["angry", "frustrated", "worried", "sad", "satisfied", "grateful"];

    private const string Day = "yyyy-MM-dd";

    [FromQuery(Name = "q")]
    public string? Words { get; init; }

    [FromQuery(Name = "speaker")]
    public Speaker? Speaker { get; init; }

    [FromQuery(Name = "mood")]
    public string? Mood { get; init; }

    [FromQuery(Name = "agent")]
    public string? Agent { get; init; }

    [FromQuery(Name = "queue")]
    public string? Queue { get; init; }

    [FromQuery(Name = "team")]
    public string? Team { get; init; }

    [FromQuery(Name = "reason")]
    public string? Reason { get; init; }

    [FromQuery(Name = "from")]
    public DateOnly? From { get; init; }

    /// <summary>The last day.</summary>
    [FromQuery(Name = "until")]
    public DateOnly? Until { get; init; }

    /// <summary>Whose results are meant; null for the machine's.</summary>
    [FromQuery(Name = "by")]
    public ScoreSource? By { get; init; }

    [FromQuery(Name = "score")]
    public string? Score { get; init; }

    [FromQuery(Name = "least")]
    public int? Least { get; init; }

    [FromQuery(Name = "most")]
    public int? Most { get; init; }

    [FromQuery(Name = "question")]
    public string? Question { get; init; }

    [FromQuery(Name = "answer")]
    public AnswerGiven? Answer { get; init; }

    [FromQuery(Name = "metric")]
    public CallMetric? Metric { get; init; }

    [FromQuery(Name = "atleast")]
    public int? AtLeast { get; init; }

    [FromQuery(Name = "atmost")]
    public int? AtMost { get; init; }

    [FromQuery(Name = "waits")]
    public QueueReason? Waits { get; init; }

    /// <summary>Whether more is asked for than words.</summary>
    public bool HasFilters => this with { Words = null, By = null } != new SearchForm();

    public static SearchForm Of(IQueryCollection query) => Read(query).WithoutLooseEnds();

    private static SearchForm Read(IQueryCollection query) => new()
    {
        Words = Text(query, "q"),
        Speaker = Choice<Speaker>(query, "speaker"),
        Mood = Text(query, "mood") is { } mood && Moods.Contains(mood) ? mood : null,
        Agent = Text(query, "agent"),
        Queue = Text(query, "queue"),
        Team = Text(query, "team"),
        Reason = Text(query, "reason"),
        From = Date(query, "from"),
        Until = Date(query, "until"),
        By = Choice<ScoreSource>(query, "by"),
        Score = Text(query, "score"),
        Least = Number(query, "least"),
        Most = Number(query, "most"),
        Question = Text(query, "question"),
        Answer = Choice<AnswerGiven>(query, "answer"),
        Metric = Choice<CallMetric>(query, "metric"),
        AtLeast = Number(query, "atleast"),
        AtMost = Number(query, "atmost"),
        Waits = Choice<QueueReason>(query, "waits"),
    };

    /// <summary>The address of the page with this form.</summary>
    public string Address(string path = Path, long? before = null) => PageFormat.Address(
        path,
        ("q", Words), ("speaker", Speaker?.ToString()), ("mood", Mood), ("agent", Agent), ("queue", Queue), ("team", Team), ("reason", Reason),
        ("from", From?.ToString(Day, CultureInfo.InvariantCulture)), ("until", Until?.ToString(Day, CultureInfo.InvariantCulture)),
        ("by", By?.ToString()), ("score", Score), ("least", Text(Least)), ("most", Text(Most)), ("question", Question), ("answer", Answer?.ToString()),
        ("metric", Metric?.ToString()), ("atleast", Text(AtLeast)), ("atmost", Text(AtMost)), ("waits", Waits?.ToString()),
        ("before", before?.ToString(CultureInfo.InvariantCulture)));

    /// <summary>What is wrong with the words, in the reader's language.</summary>
    internal static string Explain(QueryProblem problem, IStringLocalizer<Texts> texts) =>
        texts[$"Query.{problem}", problem == QueryProblem.TooLong ? WordQueryParser.LongestQuery : WordQueryParser.LeastPrefix];

    /// <summary>What the form asks for.</summary>
    /// <param name="zone">Zone of the days.</param>
    /// <param name="onlyAgent">The only agent whose calls the reader sees: such a reader may not learn from filters what the machine says of them.</param>
    /// <param name="blind">Calls whose results the reader must not learn.</param>
    internal TranscriptQuery ToQuery(TimeZoneInfo zone, string? onlyAgent, IReadOnlySet<string> blind)
    {
        var period = new CallCriteria { From = Midnight(From, zone), Until = Midnight(NextDay(Until), zone), OnlyAgent = onlyAgent, Blind = blind };
        return onlyAgent is not null ? new(period, Words, Speaker) : new(
            period with
            {
                Agent = Agent, Queue = Queue, Team = Team, Reason = Reason, Scores = By ?? ScoreSource.Machine, Score = Score, Least = Least, Most = Most, Question = Question, Answer = Answer,
                Metric = Metric, AtLeast = AtLeast, AtMost = AtMost, Waits = Waits,
            },
            Words, Speaker, Mood);
    }

    // A form sends all its fields: a score without bounds asks for nothing.
    internal SearchForm WithoutLooseEnds() => this with
    {
        Score = Least is null && Most is null ? null : Score ?? CallCriteria.Overall,
        By = By == ScoreSource.Machine ? null : By,
        Answer = Question is null ? null : Answer,
        Metric = AtLeast is null && AtMost is null ? null : Metric,
        AtLeast = Metric is null ? null : AtLeast,
        AtMost = Metric is null ? null : AtMost,
    };

    private static DateOnly? NextDay(DateOnly? day) => day < DateOnly.MaxValue ? day.Value.AddDays(1) : day;

    private static DateTimeOffset? Midnight(DateOnly? day, TimeZoneInfo zone) =>
        day is { Year: > 1 and < 9999 } known ? PagePeriod.Midnight(known, zone) : null;

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Text(IQueryCollection query, string name) => query[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    private static int? Number(IQueryCollection query, string name) =>
        int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateOnly? Date(IQueryCollection query, string name) =>
        DateOnly.TryParseExact(query[name], Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static TEnum? Choice<TEnum>(IQueryCollection query, string name)
        where TEnum : struct, Enum =>
        Enum.TryParse<TEnum>(query[name], out var choice) && Enum.IsDefined(choice) ? choice : null;
}
