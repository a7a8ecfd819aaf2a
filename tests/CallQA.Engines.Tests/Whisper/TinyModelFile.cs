namespace CallQA.Engines.Tests.Whisper;

internal static class TinyModelFile
{
    /// <summary>Writes the file into the test's temporary folder.</summary>
    public static async Task<string> WriteAsync(this TinyModel model, TempFolder folder)
    {
        var path = folder.File($"ggml-{model.Type}-{model.Width}-{model.Mels}-{model.Seed}.bin");
        await File.WriteAllBytesAsync(path, model.ToBytes(), TestContext.Current.CancellationToken);
        return path;
    }
}
