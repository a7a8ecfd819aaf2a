namespace CallQA.App.Commands.Demo;

/// <summary>What was asked of the demonstration.</summary>
/// <param name="Output">Folder of the results.</param>
/// <param name="Samples">Folder with <c>calls.csv</c>.</param>
/// <param name="Reference">True to use the reference transcripts instead of listening.</param>
/// <param name="Model">Name or path of the Whisper model; null for the shipped one.</param>
/// <param name="Format">How the result is printed.</param>
/// <param name="Urls">Where to serve the workplace afterwards; null not to.</param>
internal sealed record DemoOptions(string Output, string Samples, bool Reference, string? Model, OutputFormat Format, string? Urls = null);
