using CallQA.App.Jobs;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Tests.Storage;
using CallQA.Recordings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.App.Tests.Jobs;

/// <summary>A data directory with intake folder and everything that works on it, except queue and web.</summary>
/// <param name="dataFolder">Where the data directory lies; null for a folder of its own.</param>
/// <param name="database">Connection string of PostgreSQL; null for SQLite.</param>
internal sealed class TestWorkplace(string? dataFolder = null, string? database = null) : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private ServiceProvider? services;

    public FakeEngines Engines { get; } = new();

    public FakeTimeProvider Clock { get; } = new(Some.Start);

    public BucketSettings Bucket { get; init; } = new();

    public StoreSettings Store { get; init; } = new();

    public LearningSettings Learning { get; init; } = new();

    public RedactionSettings Redaction { get; set; } = new();

    public EncryptionSettings Encryption { get; set; } = new();

    public MailSettings Mail { get; init; } = new();

    public WebhookSettings Webhook { get; init; } = new();

    public VconSettings Vcon { get; set; } = new();

    public CallQASettings Settings => new()
    {
        DataDirectory = dataFolder ?? folder.Of("data"), IntakeFolder = folder.Of("intake"), Database = database, Bucket = Bucket, Store = Store, Learning = Learning, Redaction = Redaction, Encryption = Encryption,
        Mail = Mail, Webhook = Webhook, Vcon = Vcon,
    };

    public EfCallStore Calls => Get<EfCallStore>();

    public CallWorker Worker => Get<CallWorker>();

    public IntakeWorker Intake => Get<IntakeWorker>();

    public T Get<T>()
        where T : notnull => services!.GetRequiredService<T>();

    /// <summary>Everything anew on the same folders, as after the process was killed.</summary>
    public async Task RestartAsync(Action<IServiceCollection>? change = null)
    {
        if (services is not null) await services.DisposeAsync();
        var collection = new ServiceCollection().AddLogging().AddCallQA(Settings, Engines.Engines);
        collection.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
        change?.Invoke(collection);
        services = collection.BuildServiceProvider();
        await SqliteTemplate.PlaceAsync(Get<CallQADbContextFactory>().Location);
        await Get<DatabaseSetup>().MigrateAsync(TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Settings.IntakePath);
    }

    /// <param name="database">Connection string of PostgreSQL; null for SQLite.</param>
    public static async Task<TestWorkplace> OpenAsync(string? database = null)
    {
        var workplace = new TestWorkplace(database: database);
        await workplace.RestartAsync();
        return workplace;
    }

    public string InIntake(params string[] names) => Path.Combine([Settings.IntakePath, .. names]);

    public string Drop(string name, int number) => TestRecording.Write(InIntake(name.Split('/')), number);

    public async Task<Call> AddAsync(string name, int number = 1)
    {
        var path = TestRecording.Write(folder.Of("elsewhere", name + ".wav"), number);
        return await Get<CallPipeline>().TakeInAsync(
            new IncomingRecording(path, CallMetadata.None), TestContext.Current.CancellationToken);
    }

    public Task<StageOutcome> AdvanceAsync(string callId) =>
        Worker.AdvanceAsync(callId, progress: null, TestContext.Current.CancellationToken);

    public async Task<Call> CallAsync(string callId) =>
        (await Calls.FindAsync(callId, TestContext.Current.CancellationToken))!;

    public Task<IReadOnlyList<QuarantinedFile>> QuarantinedAsync() =>
        Get<QuarantineStore>().ListAsync(0, 100, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (services is not null) await services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (database is not null) Npgsql.NpgsqlConnection.ClearAllPools();
        folder.Dispose();
    }
}
