using CallQA.App.Buckets;
using CallQA.App.Coaching.Effects;
using CallQA.App.Coaching.Examples;
using CallQA.App.Coaching.Playlists;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Exports;
using CallQA.App.Identity.Keys;
using CallQA.App.Identity;
using CallQA.App.Interchange;
using CallQA.App.Jobs;
using CallQA.App.Learning;
using CallQA.App.Mail;
using CallQA.App.Models;
using CallQA.App.Redaction;
using CallQA.App.Review.Agreement;
using CallQA.App.Review.Calibration;
using CallQA.App.Review.Disputes;
using CallQA.App.Review.Playback;
using CallQA.App.Review.Queue;
using CallQA.App.Review;
using CallQA.App.Scorecards;
using CallQA.App.Search;
using CallQA.App.Storage;
using CallQA.App.Storage.Encryption;
using CallQA.App.Telemetry;
using CallQA.App.Webhooks;
using CallQA.Coaching.Clips;
using CallQA.Engines.Scoring.Training;
using CallQA.Recordings.Parties;
using CallQA.Recordings.Sources;
using CallQA.Recordings;
using CallQA.Redaction;
using CallQA.Scoring;
using CallQA.Transcription;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Settings;

/// <summary>Puts store, pipeline and worker together. The same for the command line, the web host and the tests.</summary>
internal static class CallQAServices
{
    public static IServiceCollection AddCallQA(this IServiceCollection services, CallQASettings settings, CallEngines engines)
    {
        services.AddCallQAStorage(settings);
        services.AddSingleton(engines);
        services.AddSingleton<ScorecardStore>();
        services.AddSingleton<ScorecardPreview>();
        services.AddSingleton(provider => Pipeline(provider, engines.Transcriber));
        services.AddSingleton(provider => new CallPipelines(
            transcriber => Pipeline(provider, transcriber), provider.GetRequiredService<CallPipeline>(), settings.Engines));
        services.AddSingleton<CallWorker>();
        services.AddSingleton(new IntakeFolder(settings.IntakePath, settings.QuarantinePath));
        services.AddSingleton(SourceProfiles.Load(settings.SourcesPath, settings.Zone));
        services.AddSingleton(new CallListOptions { Folder = settings.IntakePath, TimeZone = settings.Zone });
        services.AddSingleton<TakeOverNotes>();
        services.AddSingleton<OpenNames>();
        services.AddSingleton<OpenRows>();
        services.AddSingleton<CallDescriptions>();
        services.AddSingleton(provider => new PartyFolders(
            provider.GetRequiredService<SourceProfiles>(), IntakeFolder.IsRecording, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<PartyGate>();
        services.AddSingleton<LateSidecars>();
        services.AddSingleton<IntakeWorker>();
        services.AddSingleton<LateBucketSidecars>();
        services.AddSingleton<BucketAttempts>();
        services.AddSingleton<BucketParties>();
        services.AddSingleton<BucketIntake>();
        services.AddSingleton<CoachingReports>();
        services.AddSingleton<WrittenByHand>();
        services.AddSingleton<Reviews>();
        services.AddSingleton<SuggestionsShown>();
        services.AddSingleton<DueDates>();
        services.AddSingleton<ReviewQueue>();
        services.AddSingleton<PlanCalls>();
        services.AddSingleton<SampleDraws>();
        services.AddSingleton<RecurringPlans>();
        services.AddSingleton<AgreementReports>();
        services.AddSingleton<Calibrations>();
        services.AddSingleton<BlindCalls>();
        services.AddSingleton<Standings>();
        services.AddSingleton<Decisions>();
        services.AddSingleton<DisputeLists>();
        services.AddSingleton<DisputeReports>();
        services.AddSingleton<FocusFigures>();
        services.AddSingleton<ReportGoals>();
        services.AddSingleton<EffectReader>();
        services.AddSingleton<CoachingPlans>();
        services.AddSingleton<CoachingSessions>();
        services.AddSingleton<CoachingLists>();
        services.AddSingleton<ExampleReader>();
        services.AddSingleton<ExampleVerdicts>();
        services.AddSingleton(new ClipRedaction(settings.Redaction.Options.Margin));
        services.AddSingleton<ClipTexts>();
        services.AddSingleton<ClipStore>();
        services.AddSingleton<PlaylistStore>();
        services.AddSingleton<PlaylistShares>();
        services.AddSingleton<ClipPlacing>();
        services.AddSingleton<SessionClips>();
        services.AddSingleton<TranscriptCorrections>();
        services.AddSingleton<CallComments>();
        services.AddSingleton<TranscriptSearch>();
        services.AddSingleton<Retention>();
        services.AddSingleton<ReviewedCalls>();
        services.AddSingleton<CandidateTraining>(provider => (options, token) =>
            new ModelTrainer(provider.GetRequiredService<TimeProvider>()).TrainAsync(options, progress: null, token));
        services.AddSingleton<ReviewLearning>();
        services.AddSingleton<DriftFigures>();
        services.AddSingleton<ModelComparison>(ModelDuel.CompareAsync);
        services.AddSingleton<DriftMonitor>();
        services.AddSingleton<TeachingCalls>();
        services.AddSingleton<NightlySteps>();
        return services;
    }

    /// <summary>What needs the store only, and no model.</summary>
    public static IServiceCollection AddCallQAStorage(this IServiceCollection services, CallQASettings settings)
    {
        var contexts = new CallQADbContextFactory(DatabaseLocation.Parse(settings.Database, settings.DataDirectory));
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(WorkerIdentity.OfThisProcess(settings.TranscriptionCores));
        services.AddSingleton(contexts);
        services.AddSingleton<IDbContextFactory<CallQADbContext>>(contexts);
        services.AddSingleton<DatabaseSetup>();
        services.AddSingleton<EfCallStore>();
        services.AddSingleton<ICallStore>(provider => provider.GetRequiredService<EfCallStore>());
        services.AddSingleton<CallProgress>();
        services.AddSingleton<TakenOverReviews>();
        services.AddSingleton<CallQuarantine>();
        services.AddSingleton<CallLookup>();
        services.AddSingleton<CallRequests>();
        services.AddSingleton<CallRefusals>();
        services.AddSingleton<CallErasure>();
        services.AddSingleton<StoreVerification>();
        services.AddSingleton<WorkStatistics>();
        services.AddSingleton<StageFailures>();
        services.AddSingleton(new NightlySchedule(settings.NightlyCron, settings.Zone));
        services.AddSingleton<NightlyLedger>();
        services.AddSingleton<NightlyTurn>();
        services.AddSingleton<StatusReader>();
        services.AddSingleton<IntakeLedger>();
        services.AddSingleton<IntakeFailures>();
        services.AddSingleton<BucketLedger>();
        services.AddSingleton<QuarantineStore>();
        services.AddSingleton<ReportMonths>();
        services.AddRecordings(settings);
        services.AddSingleton<EvaluationExport>();
        services.AddSingleton<Accounts>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<AnsweredRequests>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<ModelReturns>();
        services.AddSingleton<WebhookOutbox>();
        services.AddSingleton<WebhookEvents>();
        services.AddSingleton<ReportMail>();
        services.AddSingleton<AuditVerification>();
        services.AddSingleton<StoredCallRedaction>();
        return services;
    }

    private static void AddRecordings(this IServiceCollection services, CallQASettings settings)
    {
        services.AddSingleton(new MasterKeys(settings.Encryption, Environment.GetEnvironmentVariable));
        services.AddSingleton<RecordingKeys>();
        services.AddSingleton<KeyRotation>();
        services.AddSingleton<StoreEncryption>();
        services.AddSingleton(provider => new RecordingCopies(
            settings.CopiesPath, (long)settings.Store.CopiesMebibytes << 20, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<RecordingKeys>()));
        if (settings.Store.Bucket is { } bucket)
            services.AddSingleton<IKeptRecordings>(provider => ActivatorUtilities.CreateInstance<RecordingBucket>(provider, bucket, settings.Store));
        else
            services.AddSingleton<IKeptRecordings>(provider => new RecordingFolder(settings.RecordingsPath, provider.GetRequiredService<RecordingKeys>()));
        services.AddSingleton<IRecordingStore>(provider => provider.GetRequiredService<IKeptRecordings>());
        services.AddSingleton(new Redactor(settings.Redaction.Options));
        services.AddSingleton<CallSilences>();
        services.AddSingleton<SilencedRecordings>();
        services.AddSingleton<OriginalTranscripts>();
        services.AddSingleton(provider => new PlaybackFolder(
            settings.PlaybackPath, provider.GetRequiredService<IRecordingStore>(), provider.GetRequiredService<CallSilences>().ForListenersAsync, provider.GetRequiredService<RecordingKeys>()));
    }

    private static CallPipeline Pipeline(IServiceProvider provider, ITranscriber transcriber)
    {
        var engines = provider.GetRequiredService<CallEngines>();
        var settings = provider.GetRequiredService<CallQASettings>();
        var clock = provider.GetRequiredService<TimeProvider>();
        return new(
            new PipelineParts(
                provider.GetRequiredService<ICallStore>(),
                provider.GetRequiredService<IRecordingStore>(),
                new AudioReader(),
                transcriber,
                engines.Reader,
                new CallScorer(clock),
                provider.GetRequiredService<ScorecardStore>().InForceAsync)
            {
                Redactor = provider.GetRequiredService<Redactor>(),
                Silence = provider.GetRequiredService<SilencedRecordings>().SilenceAsync,
                Vcon = settings.Vcon.Reading(clock),
                KnownScorecard = provider.GetRequiredService<ScorecardStore>().FindAsync,
                ReviewObjection = new ReviewFit(provider.GetRequiredService<Redactor>()).Objection,
                TellTakeOver = provider.GetRequiredService<TakeOverNotes>().TellAsync,
            },
            new PipelineOptions { ChannelMap = settings.Channels, Language = settings.Language },
            clock);
    }
}
