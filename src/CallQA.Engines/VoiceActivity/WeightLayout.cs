namespace CallQA.Engines.VoiceActivity;

/// <summary>Where each weight of <see cref="ActivityNetwork"/> lies in the file.</summary>
internal static class WeightLayout
{
    /// <summary>Mean of each feature.</summary>
    public const int Mean = 0;

    /// <summary>One over the standard deviation of each feature.</summary>
    public const int Scale = ActivityFeatures.Count;

    /// <summary>Weights and bias of the log odds.</summary>
    public const int Output = FirstLayer + (ActivityNetwork.Layers * ActivityNetwork.Width * LayerRow);

    /// <summary>All weights.</summary>
    public const int Total = Output + ActivityNetwork.Width + 1;

    /// <summary>Weights of one value in a layer.</summary>
    public const int LayerRow = (3 * ActivityNetwork.Width) + 1;

    private const int FirstInput = 2 * ActivityFeatures.Count;
    private const int InputRow = ActivityFeatures.Count + 1;
    private const int FirstLayer = FirstInput + (ActivityNetwork.Width * InputRow);
    /// <summary>Weights of the features and bias of one value of the first state.</summary>
    public static int Input(int channel) => FirstInput + (channel * InputRow);

    /// <summary>Three weights (before, now, after) for each value of the state, and bias, of one value of the next.</summary>
    public static int Layer(int layer, int channel) => FirstLayer + (((layer * ActivityNetwork.Width) + channel) * LayerRow);
}
