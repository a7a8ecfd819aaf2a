using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using CallQA.App.Review.Queue;
using CallQA.App.Search.Index;
using CallQA.App.Storage;
using CallQA.Scoring.Scorecards;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Search;

/// <summary>Turns criteria into a query over the figures of calls, the same for search and dashboards.</summary>
internal static class CallCriteriaQuery
{
    private static readonly string Nothing = ResultCode.None.ToString();

    /// <param name="context">The database.</param>
    /// <param name="criteria">The criteria.</param>
    /// <param name="scorecard">The scorecard in force: sections and questions are those of calls answered with it.</param>
    public static IQueryable<CallFigureRow> Where(CallQADbContext context, CallCriteria criteria, Scorecard scorecard)
    {
        var calls = context.CallFigures.AsQueryable();
        if (criteria.OnlyAgent is { } only) calls = calls.Where(row => row.AgentId == only);
        if (criteria.Agent is { } agent) calls = calls.Where(row => row.AgentId == agent);
        if (criteria.Queue is { } queue) calls = calls.Where(row => row.Queue == queue);
        if (criteria.Team is { } team) calls = calls.Where(row => row.Team == team);
        if (criteria.Reason is { } about) calls = calls.Where(row => row.Reason == about);
        if (criteria.From is { } from) calls = AtOrAfter(calls, CallKey.First(from.UtcDateTime));
        if (criteria.Until is { } until) calls = Before(calls, CallKey.First(until.UtcDateTime));
        calls = WhereScore(calls, criteria, scorecard);
        calls = WhereAnswer(calls, criteria, scorecard);
        calls = WhereMetric(calls, criteria);
        if (criteria.AsksForResults) calls = Without(calls, criteria.Blind);
        return criteria.Waits is { } reason ? Waiting(context, calls, reason) : calls;
    }

    private static IQueryable<CallFigureRow> Without(IQueryable<CallFigureRow> calls, IReadOnlySet<string> left)
    {
        string[] ids = [.. left];
        return ids.Length == 0 ? calls : calls.Where(row => !ids.Contains(row.CallId));
    }

    private static IQueryable<CallFigureRow> AtOrAfter(IQueryable<CallFigureRow> calls, long key) => calls.Where(row => row.Key >= key);

    private static IQueryable<CallFigureRow> Before(IQueryable<CallFigureRow> calls, long key) => calls.Where(row => row.Key < key);

    [SuppressMessage("Globalization", "CA1309", Justification = "The database compares, by code point; it knows no other comparison.")]
    private static IQueryable<CallFigureRow> WhereScore(IQueryable<CallFigureRow> calls, CallCriteria criteria, Scorecard scorecard)
    {
        if (criteria.Score is not { } score || (criteria.Least is null && criteria.Most is null)) return calls;
        var (least, most) = (Math.Clamp(criteria.Least ?? 0, 0, 100), Math.Clamp(criteria.Most ?? 100, 0, 100));
        // What rounds to a bound is inside, as it is shown.
        var (low, high) = (least - 0.5, most + 0.5);
        var overall = Column(criteria, nameof(CallFigureRow.Overall), nameof(CallFigureRow.HumanOverall));
        if (score == CallCriteria.Overall) return calls.Where(row => EF.Property<double?>(row, overall) >= low && EF.Property<double?>(row, overall) < high);
        var place = scorecard.Sections.Select(section => section.Id).ToList().IndexOf(score);
        if (place < 0) return calls.Where(row => false);
        var (at, from, until) = (place * ResultCode.SectionLength, ResultCode.Percent(least), ResultCode.Percent(most));
        var sections = Column(criteria, nameof(CallFigureRow.Sections), nameof(CallFigureRow.HumanSections));
        return Answered(calls, criteria, scorecard).Where(row => string.Compare(EF.Property<string>(row, sections).Substring(at, ResultCode.SectionLength), from) >= 0
            && string.Compare(EF.Property<string>(row, sections).Substring(at, ResultCode.SectionLength), until) <= 0);
    }

    private static IQueryable<CallFigureRow> WhereAnswer(IQueryable<CallFigureRow> calls, CallCriteria criteria, Scorecard scorecard)
    {
        if (criteria.Question is not { } question) return calls;
        var at = scorecard.Questions.Select(one => one.Id).ToList().IndexOf(question);
        if (at < 0) return calls.Where(row => false);
        calls = Answered(calls, criteria, scorecard);
        var answers = Column(criteria, nameof(CallFigureRow.Answers), nameof(CallFigureRow.HumanAnswers));
        if (criteria.Answer is not { } answer) return calls.Where(row => EF.Property<string>(row, answers).Substring(at, 1) != Nothing);
        var letters = LettersOf(answer);
        return calls.Where(row => letters.Contains(EF.Property<string>(row, answers).Substring(at, 1)));
    }

    private static string[] LettersOf(AnswerGiven answer) =>
    [
        .. Enumerable.Range('a', 'u' - 'a' + 1).SelectMany(letter => new[] { (char)letter, char.ToUpperInvariant((char)letter) })
            .Where(letter => answer switch
            {
                AnswerGiven.Full => ResultCode.ShareOf(letter) == 1,
                AnswerGiven.Nothing => ResultCode.ShareOf(letter) == 0,
                AnswerGiven.AutoFail => ResultCode.Fails(letter),
                _ => ResultCode.ShareOf(letter) is > 0 and < 1,
            })
            .Select(letter => letter.ToString()),
    ];

    private static IQueryable<CallFigureRow> Answered(IQueryable<CallFigureRow> calls, CallCriteria criteria, Scorecard scorecard)
    {
        var (reference, answered) = (scorecard.Reference, Column(criteria, nameof(CallFigureRow.Scorecard), nameof(CallFigureRow.HumanScorecard)));
        return calls.Where(row => EF.Property<string?>(row, answered) == reference);
    }

    private static string Column(CallCriteria criteria, string machine, string people) => criteria.Scores == ScoreSource.People ? people : machine;

    private static IQueryable<CallFigureRow> WhereMetric(IQueryable<CallFigureRow> calls, CallCriteria criteria)
    {
        if (criteria.Metric is not { } metric) return calls;
        if (criteria.AtLeast is { } least) calls = calls.Where(Compared(metric, ExpressionType.GreaterThanOrEqual, least));
        if (criteria.AtMost is { } most) calls = calls.Where(Compared(metric, ExpressionType.LessThanOrEqual, most));
        return calls;
    }

    private static Expression<Func<CallFigureRow, bool>> Compared(CallMetric metric, ExpressionType comparison, int value)
    {
        var row = Expression.Parameter(typeof(CallFigureRow));
        var column = Expression.Property(row, metric.ToString());
        return Expression.Lambda<Func<CallFigureRow, bool>>(Expression.MakeBinary(comparison, column, Expression.Constant((int?)value, typeof(int?))), row);
    }

    private static IQueryable<CallFigureRow> Waiting(CallQADbContext context, IQueryable<CallFigureRow> calls, QueueReason reason)
    {
        var name = reason.ToString();
        return calls.Where(row => context.ReviewTasks.Any(task => task.CallId == row.CallId && task.State == TaskState.Open && task.Reasons.Contains(name)));
    }
}
