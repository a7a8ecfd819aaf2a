using CallQA.Benchmarks;

return args switch
{
    ["speech", .. var rest] => await SpeechBenchmark.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: speech [MODEL] [--threads N] [--batch N] [--context full|fitted] [--timestamps true|false] [--pause SECONDS] [--window SECONDS]");
    return 2;
}
