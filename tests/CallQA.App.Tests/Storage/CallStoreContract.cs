using CallQA.App.Storage;
using CallQA.Recordings;
using CallQA.Transcription;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Tests.Storage;

/// <summary>What the store promises, whatever the database. One derived class a provider.</summary>
public abstract partial class CallStoreContract
{
    private protected abstract CallQADbContextFactory Contexts { get; }

    /// <summary>A database that has no tables yet.</summary>
    private protected abstract Task<DatabaseLocation> EmptyAsync();

    private EfCallStore Store => new(Contexts, TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddAsync_ReturnsEverythingAsGiven_WhenTheCallIsNew()
    {
        var call = Some.Call("new", Some.Metadata());
        await Store.AddAsync(call, Token);
        var found = (await Store.FindAsync("new", Token))!;
        found.Metadata.ChannelMap.ShouldBe([Speaker.Customer, Speaker.Agent]);
        found.ShouldBe(call with { Metadata = found.Metadata });
        found.Metadata.StartTime!.Value.EqualsExact(Some.Start).ShouldBeTrue();
    }

    [Fact]
    public async Task AddAsync_CompletesTheKnownCall_WhenTheContentIsKnown()
    {
        await Store.AddAsync(Some.Call("bare", new CallMetadata { AgentName = "Eva" }), Token);
        var again = await Store.AddAsync(Some.Call("other", Some.Metadata(), Some.Hash("bare")), Token);
        again.Id.ShouldBe("bare");
        again.Metadata.AgentId.ShouldBe("a-7");
        again.Metadata.AgentName.ShouldBe("Eva");
        (await Store.FindAsync("other", Token)).ShouldBeNull();
        (await ListAsync(new CallFilter("a-7"))).Select(call => call.Call.Id).ShouldContain("bare");
    }

    [Fact]
    public async Task AddAsync_KeepsNameAndSource_WhenTheyComeWithTheSameRecordingLater()
    {
        await Store.AddAsync(Some.Call("named"), Token);
        await Store.AddAsync(Some.Call("other-2", new CallMetadata { CustomerName = "Jutta Behrens", Source = "pbx" }, Some.Hash("named")), Token);
        await Store.AddAsync(Some.Call("other-3", new CallMetadata { CustomerName = "somebody else", Source = "archive" }, Some.Hash("named")), Token);

        var told = (await Store.FindAsync("named", Token))!.Metadata;
        (told.CustomerName, told.Source).ShouldBe(("Jutta Behrens", "pbx"), "what was known first counts");
    }

    [Fact]
    public async Task AddAsync_AppendsEightHashDigits_WhenTheIdentifierIsTaken()
    {
        await Store.AddAsync(Some.Call("twin"), Token);
        var second = await Store.AddAsync(Some.Call("twin", hash: Some.Hash("another")), Token);
        second.Id.ShouldBe("twin-" + Some.Hash("another")[..8]);
    }

    [Fact]
    public async Task AddAsync_AddsOnce_WhenManyAddTheSameContentAtOnce()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(number =>
            Task.Run(() => Store.AddAsync(Some.Call($"racing-{number}", hash: Some.Hash("race")), Token), Token)));
        added.Select(call => call.Id).Distinct().Count().ShouldBe(1);
        (await ListAsync(new CallFilter())).Count(call => call.Call.ContentHash == Some.Hash("race")).ShouldBe(1);
    }

    [Fact]
    public async Task AddAsync_KeepsTheCall_WhenATextHoldsNul()
    {
        await Store.AddAsync(Some.Call("nul", Some.Metadata() with { AgentId = "a\07", AgentName = "E\0va", Queue = "\0", Team = "t\0", Reason = "r\0" }), Token);
        await Store.SaveTranscriptAsync("nul", Some.Transcript("nul", text: "Guten\0Tag"), Token);

        (await RowAsync("nul")).ShouldSatisfyAllConditions(row => row.AgentId.ShouldBe("a 7"), row => row.AgentName.ShouldBe("E va"));
    }

    [Fact]
    public async Task MigrateAsync_ChangesNothing_WhenManyStartAtOnce()
    {
        await Store.AddAsync(Some.Call("kept"), Token);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            Task.Run(() => new DatabaseSetup(new(Contexts.Location)).MigrateAsync(Token), Token)));
        (await Store.FindAsync("kept", Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task MigrateAsync_MakesTheTablesOnce_WhenTenWorkersStartAtOnceOnAnEmptyDatabase()
    {
        var location = await EmptyAsync();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
            Task.Run(() => new DatabaseSetup(new(location)).MigrateAsync(Token), Token)));
        await using var context = new CallQADbContextFactory(location).CreateDbContext();
        (await context.Database.GetPendingMigrationsAsync(Token)).ShouldBeEmpty();
        (await context.Calls.CountAsync(Token)).ShouldBe(0);
    }

    private async Task<CallRow> RowAsync(string id)
    {
        await using var context = Contexts.CreateDbContext();
        return context.Calls.Single(row => row.Id == id);
    }

    private async Task ScoredAsync(string id, CallMetadata? metadata = null)
    {
        await Store.AddAsync(Some.Call(id, metadata), Token);
        await Store.SaveTranscriptAsync(id, Some.Transcript(id), Token);
        await Store.SaveMetricsAsync(id, Some.Metrics(), Token);
        await Store.SaveEvaluationAsync(Some.Evaluation(id), Token);
    }
}
