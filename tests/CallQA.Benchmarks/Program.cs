using CallQA.Benchmarks;
using CallQA.Benchmarks.Engine;

return args switch
{
    ["speech", .. var rest] => await SpeechBenchmark.RunAsync(rest),
    ["engine", .. var rest] => await EngineBenchmark.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine($"usage: {EngineSettings.Usage}");
    Console.Error.WriteLine("usage: speech [MODEL] [--precision fp32|int8] [--threads N] [--batch N] [--context full|fitted] [--timestamps true|false] [--pause SECONDS] [--window SECONDS]");
    return 2;
}
