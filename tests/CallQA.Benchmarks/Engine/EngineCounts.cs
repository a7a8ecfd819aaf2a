using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CallQA.Engines.Whisper.Inference;

namespace CallQA.Benchmarks.Engine;

/// <summary>What the engine computed since this object was made.</summary>
internal sealed class EngineCounts : IDisposable
{
    private readonly MeterListener _listener = new();
    private int _windows;
    private int _tokens;
    private readonly ConcurrentDictionary<string, double> _seconds = new();

    public EngineCounts()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == EngineMeter.Name)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) =>
        {
            if (instrument == EngineMeter.Windows)
                Interlocked.Add(ref _windows, value);
            else
                Interlocked.Add(ref _tokens, value);
        });
        _listener.SetMeasurementEventCallback<double>((_, value, tags, _) =>
            _seconds.AddOrUpdate((string)tags[0].Value!, value, (_, sum) => sum + value));
        _listener.Start();
    }

    public int Windows => _windows;

    public int Tokens => _tokens;

    /// <summary>Seconds by phase.</summary>
    public IReadOnlyDictionary<string, double> Seconds => _seconds;

    public void Dispose() => _listener.Dispose();
}
