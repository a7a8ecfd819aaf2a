using CallQA.Benchmarks;
using CallQA.Benchmarks.Encryption;
using CallQA.Benchmarks.Endurance;
using CallQA.Benchmarks.Engine;
using CallQA.Benchmarks.Learning;
using CallQA.Benchmarks.Parity;
using CallQA.Benchmarks.Reliability;
using CallQA.Benchmarks.Reports;
using CallQA.Benchmarks.Scoring;
using CallQA.Benchmarks.Screenshots;

return args switch
{
    ["speech", .. var rest] => await SpeechBenchmark.RunAsync(rest),
    ["engine", .. var rest] => await EngineBenchmark.RunAsync(rest),
    ["encryption", .. var rest] => await EncryptionBenchmark.RunAsync(rest),
    ["endurance", .. var rest] => await EnduranceBenchmark.RunAsync(rest),
    ["parity", .. var rest] => await ParityBenchmark.RunAsync(rest),
    ["speakers", .. var rest] => await SpeakerBenchmark.RunAsync(rest),
    ["roles", .. var rest] => await RoleBenchmark.RunAsync(rest),
    ["origins", .. var rest] => await OriginImport.RunAsync(rest),
    ["transfer", .. var rest] => await TransferBenchmark.RunAsync(rest),
    ["ablation", .. var rest] => await AblationBenchmark.RunAsync(rest),
    ["scoring", .. var rest] => await ScoringBenchmark.RunAsync(rest),
    ["learning", .. var rest] => await LearningBenchmark.RunAsync(rest),
    ["vad", .. var rest] => await VoiceActivityBenchmark.RunAsync(rest),
    ["reports", .. var rest] => await ReportsBenchmark.RunAsync(rest),
    ["intake", .. var rest] => await IntakeBenchmark.RunAsync(rest),
    ["workers", .. var rest] => await WorkersBenchmark.RunAsync(rest),
    ["store", .. var rest] => await StoreBenchmark.RunAsync(rest),
    ["screenshots", .. var rest] => await ScreenshotRun.RunAsync(rest),
    ["screens", .. var rest] => await ScreensBenchmark.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine($"usage: {EngineSettings.Usage}");
    Console.Error.WriteLine($"usage: {EncryptionBenchmark.Usage}");
    Console.Error.WriteLine($"usage: {EnduranceBenchmark.Usage}");
    Console.Error.WriteLine($"usage: {ParityBenchmark.Usage}");
    Console.Error.WriteLine("usage: speech [MODEL] [--calls FOLDER] [--join CALLS] [--sentences FOLDER] [--precision fp32|int8] [--threads N] [--batch N] [--context full|fitted] [--timestamps true|false] [--pause SECONDS] [--window SECONDS] [--beam N] [--patience X] [--fallback true|false] [--best-of N] [--prompt TEXT] [--words true|false] [--language CODE]");
    Console.Error.WriteLine($"usage: {VoiceActivityBenchmark.Usage}");
    Console.Error.WriteLine($"usage: {OriginImport.Usage}");
    Console.Error.WriteLine($"usage: {TransferBenchmark.Usage}");
    Console.Error.WriteLine($"usage: {AblationBenchmark.Usage}");
    Console.Error.WriteLine($"usage: {ScoringBenchmark.Usage}");
    Console.Error.WriteLine($"usage: {LearningBenchmark.Usage}");
    Console.Error.WriteLine($"usage: {StoreBenchmark.Usage}");
    Console.Error.WriteLine($"usage: {WorkersBenchmark.Usage}");
    Console.Error.WriteLine($"usage: {IntakeBenchmark.Usage}");
    Console.Error.WriteLine($"usage: {ScreensBenchmark.Usage}");
    Console.Error.WriteLine($"usage: {ScreenshotRun.Usage}");
    Console.Error.WriteLine($"usage: {ReportsBenchmark.Usage}");
    return 2;
}
