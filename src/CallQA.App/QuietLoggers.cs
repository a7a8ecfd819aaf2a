using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CallQA.App;

/// <summary>Whoever logs an exception in this process, be it server, queue or database: its <see cref="FailureTrace"/> is written, not its message.</summary>
internal sealed class QuietLoggers(LoggerFactory loud) : ILoggerFactory
{
    /// <summary>Puts them in the place of the host's.</summary>
    public static void Use(IServiceCollection services)
    {
        services.AddSingleton<LoggerFactory>();
        services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(provider => new QuietLoggers(provider.GetRequiredService<LoggerFactory>())));
    }

    public ILogger CreateLogger(string categoryName) => new QuietLogger(loud.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => loud.AddProvider(provider);

    public void Dispose() => loud.Dispose();

    private sealed class QuietLogger(ILogger loud) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => loud.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => loud.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            loud.Log(logLevel, eventId, state, exception is null or SilentFailure ? exception : new SilentFailure(exception), formatter);
    }
}
