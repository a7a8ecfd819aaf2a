namespace CallQA.App;

/// <summary>Finds what ships with the product: in the folder one works in first, beside the executable otherwise.</summary>
internal static class ProductFolders
{
    /// <summary>The folder of the models.</summary>
    public static string Models => Find("models");

    /// <summary>The folder of the sample calls.</summary>
    public static string Samples => Find("samples");

    private static string Find(string name)
    {
        var here = Path.GetFullPath(name);
        return Directory.Exists(here) ? here : Path.Combine(AppContext.BaseDirectory, name);
    }
}
