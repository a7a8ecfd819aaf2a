using System.CommandLine;
using CallQA.Recordings;

namespace CallQA.App.Commands;

/// <summary>The option that says how recordings without header are coded.</summary>
internal static class RawOption
{
    public static Option<string?> Create()
    {
        var option = new Option<string?>("--raw") { Description = "how recordings without header are coded: CODING,HERTZ,CHANNELS such as mulaw,8000,2" };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) is { } text && RawFormat.Parse(text) is null) result.AddError($"--raw {text} says no coding; {RawFormat.Remedy}.");
        });
        return option;
    }

    public static RawFormat? Read(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is { } text ? RawFormat.Parse(text) : null;
}
