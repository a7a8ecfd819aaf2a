namespace CallQA.Engines.Whisper.Inference;

/// <summary>Sizes that vectors and tiles fit into without a rest.</summary>
internal static class Padding
{
    /// <summary>The next multiple.</summary>
    public static int To(int multiple, int count) => (count + multiple - 1) / multiple * multiple;
}
