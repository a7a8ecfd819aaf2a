namespace CallQA.Engines.Whisper;

/// <summary>A model with the folder whose manifest lists it.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Entry">What the manifest says.</param>
/// <param name="Shipped">True when it came with the release, false when it was pulled or added.</param>
public sealed record ListedModel(string Folder, ModelEntry Entry, bool Shipped)
{
    /// <summary>The model's file.</summary>
    public string Path => System.IO.Path.GetFullPath(System.IO.Path.Combine(Folder, Entry.File));
}
