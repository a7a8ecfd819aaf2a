namespace CallQA.App.Web;

/// <summary>Fields whose names depend on the page's content, such as one a question.</summary>
internal static class FormFields
{
    /// <summary>A posted field; empty when it is missing, null when nothing was posted.</summary>
    public static string? FormValue(this HttpRequest request, string name) => request.HasFormContentType ? request.Form[name].ToString() : null;
}
