using CallQA.App.Storage;
using CallQA.Recordings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CallQA.App.Tests.Jobs;

/// <summary>A store of recordings that cannot cope with some of them, for no reason that anybody foresaw.</summary>
internal sealed class PoisonedRecordings(IRecordingStore inner, IReadOnlySet<string> poison) : IRecordingStore
{
    /// <summary>Opens a workplace anew whose store cannot cope with the recordings of these numbers.</summary>
    public static Task RestartAsync(TestWorkplace place, params int[] numbers)
    {
        var poison = numbers.Select(number => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(TestRecording.Content(number)))).ToHashSet();
        return place.RestartAsync(services => services.Replace(
            ServiceDescriptor.Singleton<IRecordingStore>(provider => new PoisonedRecordings(provider.GetRequiredService<IKeptRecordings>(), poison))));
    }

    public Task KeepAsync(string sourcePath, string contentHash, CancellationToken cancellationToken) =>
        poison.Contains(contentHash) ? throw new InvalidOperationException("Secret words.") : inner.KeepAsync(sourcePath, contentHash, cancellationToken);

    public Task<RecordingFile> FindAsync(string contentHash, CancellationToken cancellationToken) => inner.FindAsync(contentHash, cancellationToken);
}
