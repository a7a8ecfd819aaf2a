using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CallQA.Engines.Scoring.Models;
using CallQA.Recordings;
using Microsoft.ML;

namespace CallQA.Engines.Scoring.Training;

/// <summary>Collects the files of a model and puts them in place all at once: a reader sees the old folder or the new one.</summary>
internal sealed class ModelFolderWriter(string directory)
{
    // The earliest date a zip entry can carry: the files must not tell when they were written.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string _target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));

    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public IReadOnlyList<ModelFile> Files =>
        [.. _files.Select(file => new ModelFile(file.Key, file.Value.Length, Convert.ToHexStringLower(SHA256.HashData(file.Value))))];

    /// <summary>Brings back the models that a kill between the two renames left beside their place.</summary>
    public void Restore()
    {
        if (!Directory.Exists(_target) && ModelFolder.Standing(_target) is var old && old != _target)
            AtomicFile.PublishFolder(old, _target);
    }

    /// <summary>Refuses folders that hold something else, before any work is done.</summary>
    public void RefuseForeignFolder()
    {
        if (Directory.Exists(directory)
            && Directory.EnumerateFileSystemEntries(directory).Any()
            && !File.Exists(Path.Combine(directory, ModelManifest.FileName)))
            throw new InputException(InputFault.Settings, $"{directory} holds files but no model; name an empty folder or one with a manifest.json.");
    }

    public void Add(string name, string text) => _files[name] = Encoding.UTF8.GetBytes(text);

    public void AddModel(string name, ITransformer model, (int Features, int Classes) shape)
    {
        using var written = new MemoryStream();
        new MaximumEntropyFit(seed: 0).Save(model, shape.Features, shape.Classes, written);
        written.Position = 0;
        _files[name] = WithoutTimes(written);
    }

    public void AddTrees(string name, FittedTrees trees)
    {
        using var written = new MemoryStream();
        new TreeFit(seed: 0).Save(trees, written);
        written.Position = 0;
        _files[name] = WithoutTimes(written);
    }

    /// <summary>Writes all files and the manifest beside the folder, then swaps the folders.</summary>
    public async Task WriteAsync(ModelManifest manifest, CancellationToken cancellationToken)
    {
        Restore();
        var (fresh, old) = (_target + ".new", _target + ModelFolder.SetAside);
        foreach (var leftover in new[] { fresh, old }.Where(Directory.Exists))
            Directory.Delete(leftover, recursive: true);
        Directory.CreateDirectory(fresh);
        Add(ModelManifest.FileName, JsonSerializer.Serialize(manifest, ModelManifest.Json) + "\n");
        foreach (var (name, content) in _files)
            await AtomicFile.WriteAsync(Path.Combine(fresh, name), content, cancellationToken);
        if (Directory.Exists(_target))
            AtomicFile.PublishFolder(_target, old);
        AtomicFile.PublishFolder(fresh, _target);
        if (Directory.Exists(old))
            Directory.Delete(old, recursive: true);
    }

    private static byte[] WithoutTimes(Stream zip)
    {
        using var result = new MemoryStream();
        using (var source = new ZipArchive(zip, ZipArchiveMode.Read))
        using (var target = new ZipArchive(result, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in source.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
            {
                var copy = target.CreateEntry(entry.FullName, CompressionLevel.SmallestSize);
                copy.LastWriteTime = NoTime;
                using var from = entry.Open();
                using var to = copy.Open();
                from.CopyTo(to);
            }
        }

        return result.ToArray();
    }
}
