namespace VadTraining;

/// <summary>Random numbers that are the same on every machine (splitmix64).</summary>
internal sealed class Chance(ulong seed)
{
    private ulong state = seed;

    public double Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) / (double)(1UL << 53);
    }

    public double Between(double low, double high) => low + ((high - low) * Next());

    /// <summary>Evenly spread in octaves.</summary>
    public double Log(double low, double high) => low * Math.Pow(high / low, Next());

    public int Int(int low, int high) => low + (int)((high - low + 1) * Next());

    public bool Maybe(double probability) => Next() < probability;

    public T Of<T>(params T[] items) => items[Int(0, items.Length - 1)];

    public double Gauss() => (Next() + Next() + Next() + Next() - 2) * 1.732;
}
