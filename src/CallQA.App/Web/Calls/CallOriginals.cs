namespace CallQA.App.Web.Calls;

/// <summary>What is left of a call as it was before something was taken out, for those who may see it.</summary>
/// <param name="Recording">Whether the original recording is kept.</param>
/// <param name="Transcript">Whether the transcript as it was heard is kept.</param>
public sealed record CallOriginals(bool Recording, bool Transcript);
