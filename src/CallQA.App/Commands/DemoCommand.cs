using System.CommandLine;
using CallQA.App.Commands.Demo;
using CallQA.App.Settings;

namespace CallQA.App.Commands;

/// <summary><c>callqa demo</c>: the whole way, on the sample calls.</summary>
internal static class DemoCommand
{
    private const string Description = """
        Run the whole pipeline on the sample calls: intake, transcription, measurement, scoring, coaching report.

        Needs no service, no network and no GPU. Running it again answers from what is there and duplicates nothing.

        Examples:
          callqa demo
          callqa demo --output /tmp/look --reference     score the written transcripts instead of listening
          callqa demo --serve                            then open the review workplace on the calls
        """;

    public static Command Create()
    {
        var output = new Option<DirectoryInfo>("--output", "-o")
        {
            Description = "folder of the results, made when missing",
            DefaultValueFactory = _ => new DirectoryInfo("callqa-demo"),
        };
        var reference = new Option<bool>("--reference")
        {
            Description = "score the reference transcripts, to judge scores and reports apart from the hearing",
        };
        var samples = new Option<DirectoryInfo?>("--samples") { Description = "folder with calls.csv [default: samples]" };
        var model = new Option<string?>("--model", "-m") { Description = "name or path of a ggml Whisper model [default: the shipped one]" };
        var serve = new Option<bool>("--serve") { Description = "serve the pages on the sample calls afterwards and print the sign-in" };
        var urls = new Option<string>("--urls") { Description = "addresses to serve on, separated by semicolons", DefaultValueFactory = _ => new CallQASettings().Urls };
        var format = FormatOption.Create();
        var command = new Command("demo", Description) { output, reference, samples, model, serve, urls, format };
        command.SetAction((parsed, cancellationToken) => new DemoRun(new DemoOptions(
            parsed.GetValue(output)!.FullName,
            parsed.GetValue(samples)?.FullName ?? ProductFolders.Samples,
            parsed.GetValue(reference),
            parsed.GetValue(model),
            parsed.GetValue(format),
            parsed.GetValue(serve) ? parsed.GetValue(urls) : null)).RunAsync(cancellationToken));
        return command;
    }
}
