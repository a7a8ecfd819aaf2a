using CallQA.Coaching;

namespace CallQA.App.Dashboards;

/// <summary>Adds up results, 0–100.</summary>
internal sealed class Sum
{
    private int number;
    private double total;
    private double squares;

    public int AutoFails { get; private set; }

    public Average Average => Average.OfPercent(number, total, squares);

    public void Add(double result, bool autoFail)
    {
        number++;
        total += result;
        squares += result * result;
        if (autoFail) AutoFails++;
    }
}
