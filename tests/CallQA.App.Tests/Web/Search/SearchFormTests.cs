using CallQA.App.Review.Queue;
using CallQA.App.Search;
using CallQA.App.Web.Search;
using CallQA.Transcription;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace CallQA.App.Tests.Web.Search;

public sealed class SearchFormTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static readonly SearchForm Full = new()
    {
        Words = "\"a & b\" -c", Speaker = Speaker.Customer, Mood = "angry", Agent = "a-7", Queue = "Bestellung & Ärger", Team = "Team 1", Reason = "Rechnung & Mahnung",
        From = new(2026, 3, 1), Until = new(2026, 3, 31), Score = "opening", Least = 0, Most = 60, Question = "greeting", Answer = AnswerGiven.Nothing,
        Metric = CallMetric.LongestHold, AtLeast = 30, AtMost = 300, Waits = QueueReason.AutoFail,
    };

    [Fact]
    public void Of_ReadsWhatAddressWrites()
    {
        Of(Full.Address()).ShouldBe(Full);
        Of(new SearchForm().Address()).ShouldBe(new SearchForm());
        Full.Address(before: 17).ShouldEndWith("&before=17");
    }

    [Theory]
    [InlineData("/search?q=&speaker=&score=overall&least=&most=&metric=&atleast=&atmost=&question=&answer=")]
    [InlineData("/search?speaker=7&mood=happy&from=31.3.2026&least=x&answer=Full&metric=LongestHold&waits=None&atleast=3x")]
    [InlineData("/search?metric=None&atleast=3")]
    public void Of_PassesOver_WhatAsksForNothing(string address) => Of(address).ShouldBe(new SearchForm());

    [Fact]
    public void ToQuery_MeansWholeDaysOfTheCentresZone()
    {
        var calls = Full.ToQuery(Berlin, onlyAgent: null, CallCriteria.NoCalls).Calls;
        calls.From!.Value.UtcDateTime.ShouldBe(new DateTime(2026, 2, 28, 23, 0, 0));
        calls.Until!.Value.UtcDateTime.ShouldBe(new DateTime(2026, 3, 31, 22, 0, 0), "summer time has begun");
        Of("/search?from=0001-01-01&until=9999-12-31").ToQuery(Berlin, null, CallCriteria.NoCalls).Calls.ShouldBe(new CallCriteria());
    }

    [Fact]
    public void ToQuery_LeavesAnAgentNoFilter_ThatTellsWhatTheMachineSays()
    {
        var query = Full.ToQuery(Berlin, onlyAgent: "a-9", CallCriteria.NoCalls);
        query.ShouldBe(new TranscriptQuery(new CallCriteria { From = query.Calls.From, Until = query.Calls.Until, OnlyAgent = "a-9" }, Full.Words, Speaker.Customer));
    }

    private static SearchForm Of(string address) => SearchForm.Of(new QueryCollection(QueryHelpers.ParseQuery(new Uri("http://x" + address).Query)));
}
