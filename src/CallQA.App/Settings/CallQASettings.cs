using CallQA.App.Identity.OpenId;
using CallQA.App.Jobs;
using CallQA.App.Models;
using CallQA.App.Review.Disputes;
using CallQA.App.Web;
using CallQA.Engines.Whisper;
using CallQA.Transcription;

namespace CallQA.App.Settings;

/// <summary>
/// The section <c>CallQA</c> of <c>appsettings.json</c> beside the executable, overridden by environment variables
/// <c>CALLQA__NAME</c> and by the command line. The table in <c>docs/operations.md</c> repeats these texts.
/// </summary>
internal sealed record CallQASettings
{
    /// <summary>Name of the section.</summary>
    public const string Section = "CallQA";

    /// <summary>The value of <see cref="Transcriber"/> for written transcripts.</summary>
    public const string ReferenceTranscriber = "reference";

    private const int MostThreads = 8;

    /// <summary>Folder of the database, the recordings and the reports. The default is <c>callqa-data</c> in the working directory.</summary>
    public string DataDirectory { get; init; } = "callqa-data";

    /// <summary>Folder watched for new recordings. The default is <c>intake</c> inside the data directory.</summary>
    public string? IntakeFolder { get; init; }

    /// <summary>Folder of the profiles of sources, <c>*.yaml</c>. The default is <c>sources</c> inside the data directory.</summary>
    public string? SourcesFolder { get; init; }

    /// <summary>Folder of the model files. The default is <c>models</c> in the working directory or beside the executable.</summary>
    public string? ModelsDirectory { get; init; }

    /// <summary>Speech model: the path of a ggml file, or a name that <c>callqa models list</c> shows. The default is the one marked so there.</summary>
    public string? WhisperModel { get; init; }

    /// <summary>Folder of the trained scoring models. The default is <c>scoring/en-de</c> in the models directory.</summary>
    public string? ScoringModel { get; init; }

    /// <summary>Scorecard to answer: the name of a shipped one or a YAML file. The default is <c>service-call</c>.</summary>
    public string Scorecard { get; init; } = "service-call";

    /// <summary>Language of calls that come without one, and of the reports, ISO 639-1; <c>auto</c> has it detected call by call, with reports in English. The default is <c>en</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Who is on which channel of calls that come without a map, first channel first, or <c>auto</c> to find it out from what is said. The default is <c>Agent,Customer</c>.</summary>
    public string ChannelMap { get; init; } = "Agent,Customer";

    /// <summary>How the speech model is run.</summary>
    public SpeechSettings Speech { get; init; } = new();

    /// <summary>Where speech models are pulled from and to.</summary>
    public DownloadSettings Downloads { get; init; } = new();

    /// <summary>Where recordings are taken from beside the intake folder.</summary>
    public BucketSettings Bucket { get; init; } = new();

    /// <summary>Where recordings are kept.</summary>
    public StoreSettings Store { get; init; } = new();

    /// <summary>Where the master key is that recordings are encrypted under.</summary>
    public EncryptionSettings Encryption { get; init; } = new();

    /// <summary>How recordings become text: <c>whisper</c>, or <c>reference</c> for written transcripts beside the recordings. The default is <c>whisper</c>.</summary>
    public string Transcriber { get; init; } = "whisper";

    /// <summary>Folder of the written transcripts, <c>CALL.reference.json</c>. The default is <c>samples/calls</c> beside the executable.</summary>
    public string? ReferenceFolder { get; init; }

    /// <summary>When the nightly jobs run: cron with five fields. The default is <c>0 2 * * *</c>, two o'clock.</summary>
    public string NightlyCron { get; init; } = "0 2 * * *";

    /// <summary>Time zone of <see cref="NightlyCron"/>, of report periods and of call lists without offsets, by its IANA name. The default is <c>UTC</c>.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Seconds a file in the intake folder must stay unchanged before it is taken, 1–3600. The default is 5.</summary>
    public int IntakeStableSeconds { get; init; } = 5;

    /// <summary>Seconds between two looks at the intake folder, 1–3600. The default is 2.</summary>
    public int IntakePollSeconds { get; init; } = 2;

    /// <summary>Days from the one on which a call enters the review queue to the one until whose end it is to be reviewed, 1–90. The default is 5.</summary>
    public int ReviewDays { get; init; } = 5;

    /// <summary>Calls transcribed at the same time by this process, 1–64. The default is as many as cores and memory allow; one transcription uses up to 8 cores.</summary>
    public int? WorkerCount { get; init; }

    /// <summary>Queues this process serves, each with or without <c>=NUMBER</c> of workers. The default is all: <c>transcription,scoring=2,intake=2,reports,maintenance</c>.</summary>
    public string Queues { get; init; } = WorkerPools.Default;

    /// <summary>How long calls are kept.</summary>
    public RetentionSettings Retention { get; init; } = new();

    /// <summary>How vCons are signed, whose signatures count, and where their recordings may lie.</summary>
    public VconSettings Vcon { get; init; } = new();

    /// <summary>A program that is told what happened.</summary>
    public WebhookSettings Webhook { get; init; } = new();

    /// <summary>Coaching reports.</summary>
    public ReportSettings Reports { get; init; } = new();

    /// <summary>Reports by e-mail.</summary>
    public MailSettings Mail { get; init; } = new();

    /// <summary>Whether and from what the scoring models learn.</summary>
    public LearningSettings Learning { get; init; } = new();

    /// <summary>What personal data is taken out of calls.</summary>
    public RedactionSettings Redaction { get; init; } = new();

    /// <summary>How agents may answer to evaluations.</summary>
    public DisputeSettings Disputes { get; init; } = new();

    /// <summary>Signing in with accounts of an OpenID Connect provider.</summary>
    public OpenIdSettings OpenId { get; init; } = new();

    /// <summary>Addresses the pages are served on, separated by semicolons. The default is <c>http://127.0.0.1:5080</c>: this machine only.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:5080";

    /// <summary>Addresses on which <c>callqa worker</c> answers <c>/health/live</c>, <c>/health/ready</c> and <c>/metrics</c>, separated by semicolons. The default is none: a worker listens nowhere.</summary>
    public string? WorkerUrls { get; init; }

    /// <summary>Proxies in front of the pages, addresses or networks separated by commas, that are believed for whom they ask. Those on this machine always are. The default is none.</summary>
    public string? Proxies { get; init; }

    /// <summary>Database: a file or <c>Data Source=…</c> is SQLite, <c>Host=…</c> PostgreSQL. From <c>ConnectionStrings:CallQA</c>; the default is <c>callqa.db</c> in the data directory.</summary>
    public string? Database { get; init; }

    /// <summary><see cref="IntakeFolder"/> or its default.</summary>
    public string IntakePath => IntakeFolder ?? Path.Combine(DataDirectory, "intake");

    /// <summary><see cref="SourcesFolder"/> or its default.</summary>
    public string SourcesPath => SourcesFolder ?? Path.Combine(DataDirectory, "sources");

    /// <summary>Where refused intake files are kept.</summary>
    public string QuarantinePath => Path.Combine(DataDirectory, "quarantine");

    /// <summary>Where objects of a bucket lie while they are taken in.</summary>
    public string FetchingPath => Path.Combine(DataDirectory, "fetching");

    /// <summary>Where originals are kept, unless they are in a bucket.</summary>
    public string RecordingsPath => Store is { Bucket: null, Address: { } folder } ? folder : Path.Combine(DataDirectory, "recordings");

    /// <summary>Where copies of originals lie that are kept in a bucket.</summary>
    public string CopiesPath => Path.Combine(DataDirectory, "copies");

    /// <summary>Where recordings in browsers' form and their waveforms are kept; can be made again.</summary>
    public string PlaybackPath => Path.Combine(DataDirectory, "playback");

    /// <summary>Where reports are written.</summary>
    public string ReportsPath => Path.Combine(DataDirectory, "reports");

    /// <summary>Where the keys of the pages' forms are kept.</summary>
    public string KeysPath => Path.Combine(DataDirectory, "keys");

    /// <summary>Where the reviews that are learnt from, and the scoring models made of them, are kept.</summary>
    public string LearningPath => Path.Combine(DataDirectory, "learning");

    /// <summary>Where the labelled calls lie that are learnt from beside the reviews.</summary>
    public string CorpusPath => Learning.Corpus ?? Path.Combine(ModelsDirectory ?? ProductFolders.Models, "scoring", "corpus");

    /// <summary>Where messages wait that a program is to be told.</summary>
    public string WebhooksPath => Path.Combine(DataDirectory, "webhooks");

    /// <summary>Cores that one transcription uses.</summary>
    public int TranscriptionCores => Speech.Threads ?? Math.Min(Environment.ProcessorCount, MostThreads);

    /// <summary><see cref="Language"/>, or English where it is detected.</summary>
    public string ReportLanguage => Language == WhisperOptions.AutoLanguage ? "en" : Language;

    /// <summary>Where speech models lie.</summary>
    public SpeechModelFolders SpeechFolders => new(Path.Combine(ModelsDirectory ?? ProductFolders.Models, "whisper"), Downloads.Folder);

    /// <summary>The models these settings ask for.</summary>
    public EngineSelection Engines => new(
        ModelsDirectory ?? ProductFolders.Models,
        WhisperModel,
        Transcriber == ReferenceTranscriber ? ReferenceFolder ?? Path.Combine(ProductFolders.Samples, "calls") : null,
        Language,
        ScoringModel)
    {
        SpeechFolders = SpeechFolders.All,
        Speech = Speech,
        LearntFolder = Learning.Enabled && ScoringModel is null ? Path.Combine(LearningPath, "scoring") : null,
    };

    /// <summary><see cref="ChannelMap"/> as speakers; empty to find them out.</summary>
    public IReadOnlyList<Speaker> Channels => ChannelText.Parse(ChannelMap)!;

    /// <summary>What a process of this role listens on; null for nothing.</summary>
    public string? UrlsOf(HostRole role) => role.HasFlag(HostRole.Web) ? Urls : string.IsNullOrWhiteSpace(WorkerUrls) ? null : WorkerUrls;

    /// <summary><see cref="TimeZone"/> as the system knows it.</summary>
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>The day of a moment where the contact centre is.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);
}
