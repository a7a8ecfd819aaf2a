namespace CallQA.App.Storage;

/// <summary>Who does the work in this process.</summary>
/// <param name="Name">Unlike that of any other process, living or dead.</param>
/// <param name="Cores">Cores that one transcription uses.</param>
internal sealed record WorkerIdentity(string Name, int Cores)
{
    public static WorkerIdentity OfThisProcess(int cores) =>
        new($"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}"[..^24], cores);
}
