namespace CallQA.Engines.Tests.Whisper;

/// <summary>A folder of its own, gone after the test; its name has letters beyond ASCII, as users' folders do.</summary>
internal sealed class TempFolder : IDisposable
{
    public TempFolder() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"callqa-größe-șț-{Guid.NewGuid():N}");

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
