namespace CallQA.Recordings.Wave;

/// <summary>Expansion of the two telephone codings of ITU-T G.711 to 16-bit linear samples.</summary>
internal static class G711
{
    /// <summary>Linear sample of each µ-law code.</summary>
    public static ReadOnlySpan<short> MuLaw => MuLawTable;

    /// <summary>Linear sample of each A-law code.</summary>
    public static ReadOnlySpan<short> ALaw => ALawTable;

    private static readonly short[] MuLawTable = [.. Enumerable.Range(0, 256).Select(code => ExpandMuLaw((byte)code))];
    private static readonly short[] ALawTable = [.. Enumerable.Range(0, 256).Select(code => ExpandALaw((byte)code))];

    private static short ExpandMuLaw(byte code)
    {
        var bits = ~code & 0xFF;
        var exponent = (bits >> 4) & 7;
        var magnitude = ((((bits & 15) << 3) + 132) << exponent) - 132;
        return (short)((bits & 0x80) != 0 ? -magnitude : magnitude);
    }

    private static short ExpandALaw(byte code)
    {
        var bits = code ^ 0x55;
        var exponent = (bits >> 4) & 7;
        var mantissa = (bits & 15) << 4;
        var magnitude = exponent == 0 ? mantissa + 8 : (mantissa + 264) << (exponent - 1);
        return (short)((bits & 0x80) != 0 ? magnitude : -magnitude);
    }
}
