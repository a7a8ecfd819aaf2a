namespace CallQA.Coaching;

/// <summary>What a mean and its interval need to know of some values: they add up, and a part can be taken out again.</summary>
internal readonly record struct Moments(int N, double Sum, double Squares)
{
    // What taking a part out leaves of equal values is not exactly 0.
    private const double Noise = 1e-9;

    public double Mean => Sum / N;

    /// <summary>Variance of the population the values are drawn from; needs two values.</summary>
    public double Variance
    {
        get
        {
            var variance = (Squares - Sum * Sum / N) / (N - 1);
            return variance < Noise ? 0 : variance;
        }
    }

    public static Moments Of(IEnumerable<double> values) => values.Aggregate(default(Moments), (moments, value) => moments.With(value));

    public Moments With(double value) => new(N + 1, Sum + value, Squares + value * value);

    public Moments Without(Moments part) => new(N - part.N, Sum - part.Sum, Squares - part.Squares);
}

/// <summary>Moments by key; a key without values has none.</summary>
internal sealed class MomentsBy<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, Moments> moments;

    public MomentsBy() => moments = [];

    private MomentsBy(Dictionary<TKey, Moments> moments) => this.moments = moments;

    public Moments this[TKey key] => moments.GetValueOrDefault(key);

    public void Add(TKey key, double value) => moments[key] = this[key].With(value);

    public MomentsBy<TKey> Without(MomentsBy<TKey> part) =>
        new(moments.ToDictionary(entry => entry.Key, entry => entry.Value.Without(part[entry.Key])));
}
