namespace CallQA.Benchmarks;

/// <summary>Files of the repository the benchmarks run in.</summary>
internal static class Repository
{
    public static string Path(params ReadOnlySpan<string> parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "CallQA.sln")))
            folder = folder.Parent;
        return System.IO.Path.Combine([folder?.FullName ?? throw new InvalidOperationException("The benchmarks run inside the repository."), .. parts]);
    }
}
