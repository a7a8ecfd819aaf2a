namespace CallQA.Engines.Whisper.Onnx;

/// <summary>How a graph computes its matrix products.</summary>
internal enum MatrixProducts
{
    /// <summary>In 32-bit floating point.</summary>
    Float,

    /// <summary>
    /// In eight bits, with one scale for all of the input: the fastest for many rows, but rows change one another's rounding. Right where
    /// one window is computed at a time.
    /// </summary>
    RoundedTogether,

    /// <summary>In eight bits, with a scale for every block of a row: right for rows of several windows side by side.</summary>
    RoundedByRow,
}
