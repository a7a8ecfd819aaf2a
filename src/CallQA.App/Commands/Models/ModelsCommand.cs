using System.CommandLine;
using CallQA.App.Settings;

namespace CallQA.App.Commands.Models;

/// <summary><c>callqa models</c>: which speech models there are, and getting more.</summary>
internal static class ModelsCommand
{
    private const string ListDescription = """
        List the speech models: installed ones first, then those that can be pulled.

        Examples:
          callqa models list
          callqa models list --installed --format json
        """;

    private const string PullDescription = """
        Download official Whisper models (ggml files of whisper.cpp) and check them.

        An interrupted download goes on where it was. HTTP_PROXY and HTTPS_PROXY are heeded.

        Examples:
          callqa models pull small
          callqa models pull large-v3-turbo-q5_0 --default
          callqa models pull base --from https://mirror.example/whisper/

        Exit codes: 11 no such file, 12 wrong content, 13 disk full, 14 connection broke, 15 not reached, 16 proxy, 17 refused, 18 already under way.
        """;

    private const string VerifyDescription = """
        Check installed models: length, SHA-256 and ggml header.

        Examples:
          callqa models verify
          callqa models verify small base.en

        Exit codes: 11 a file is missing, 12 a file was altered.
        """;

    private const string AddDescription = """
        Add a ggml Whisper file of your own; it is checked, copied, and its hash recorded.

        Examples:
          callqa models add ~/ggml-small.bin
          callqa models add finetuned.bin --name centre-de --language de --default
          callqa models add /srv/models/ggml-large-v3.bin --link
        """;

    private const string RemoveDescription = """
        Remove pulled or added models: off the list, and their files deleted unless they were added with --link.

        Examples:
          callqa models remove small
        """;

    private const string ScoringDescription = """
        Tell which scoring models are in force, what they were learnt from, and what became of every candidate.

        Examples:
          callqa models scoring
          callqa models scoring --back
        """;

    public static Command Create() => new("models", "List, download, check, add and remove speech models; tell which scoring models were learnt.")
    {
        CreateList(), CreatePull(), CreateVerify(), CreateAdd(), CreateRemove(), CreateScoring(),
    };

    private static Command CreateList()
    {
        var installed = new Option<bool>("--installed") { Description = "only what is installed" };
        var format = FormatOption.Create();
        var command = new Command("list", ListDescription) { installed, format };
        command.SetAction((parsed, cancellationToken) =>
            ModelsList.RunAsync(SettingsReader.Read(), parsed.GetValue(installed), parsed.GetValue(format), cancellationToken));
        return command;
    }

    private static Command CreatePull()
    {
        var names = new Argument<string[]>("NAME") { Description = "for example base, small, large-v3-turbo-q5_0", Arity = ArgumentArity.OneOrMore };
        var from = new Option<string?>("--from") { Description = "address of the folder with the files [default: whisper.cpp's at huggingface.co]" };
        var makeDefault = Default();
        var format = FormatOption.Create();
        var command = new Command("pull", PullDescription) { names, from, makeDefault, format };
        command.SetAction((parsed, cancellationToken) => new ModelsPull(
            SettingsReader.Read(settings => settings with
            {
                Downloads = settings.Downloads with { BaseAddress = parsed.GetValue(from) ?? settings.Downloads.BaseAddress },
            }),
            parsed.GetValue(format)).RunAsync(parsed.GetValue(names)!, parsed.GetValue(makeDefault), cancellationToken));
        return command;
    }

    private static Command CreateVerify()
    {
        var names = new Argument<string[]>("NAME") { Description = "models to check [default: all installed]", Arity = ArgumentArity.ZeroOrMore };
        var format = FormatOption.Create();
        var command = new Command("verify", VerifyDescription) { names, format };
        command.SetAction((parsed, cancellationToken) =>
            ModelsVerify.RunAsync(SettingsReader.Read(), parsed.GetValue(names) ?? [], parsed.GetValue(format), cancellationToken));
        return command;
    }

    private static Command CreateAdd()
    {
        var path = new Argument<string>("PATH") { Description = "ggml Whisper file" };
        var name = new Option<string?>("--name", "-n") { Description = "name to ask for it by [default: from the file's name]" };
        var language = new Option<string?>("--language", "-l") { Description = "language it hears best, ISO 639-1 [default: from its header]" };
        var link = new Option<bool>("--link") { Description = "leave the file where it is instead of copying it" };
        var makeDefault = Default();
        var format = FormatOption.Create();
        var command = new Command("add", AddDescription) { path, name, language, link, makeDefault, format };
        command.SetAction((parsed, cancellationToken) => ModelsAdd.RunAsync(
            SettingsReader.Read(),
            new AddedModel(
                parsed.GetValue(path)!, parsed.GetValue(name), parsed.GetValue(language), parsed.GetValue(link), parsed.GetValue(makeDefault)),
            parsed.GetValue(format),
            cancellationToken));
        return command;
    }

    private static Command CreateRemove()
    {
        var names = new Argument<string[]>("NAME") { Description = "models to remove", Arity = ArgumentArity.OneOrMore };
        var format = FormatOption.Create();
        var command = new Command("remove", RemoveDescription) { names, format };
        command.SetAction((parsed, cancellationToken) =>
            ModelsRemove.RunAsync(SettingsReader.Read(), parsed.GetValue(names)!, parsed.GetValue(format), cancellationToken));
        return command;
    }

    private static Command CreateScoring()
    {
        var back = new Option<bool>("--back") { Description = "put the models before back in force" };
        var data = SettingsOptions.Data();
        var format = FormatOption.Create();
        var command = new Command("scoring", ScoringDescription) { back, data, format };
        command.SetAction((parsed, cancellationToken) =>
            ModelsScoring.RunAsync(SettingsOptions.Read(parsed.GetValue(data)), parsed.GetValue(back), parsed.GetValue(format), cancellationToken));
        return command;
    }

    private static Option<bool> Default() => new("--default") { Description = "use it wherever no model is named" };
}
