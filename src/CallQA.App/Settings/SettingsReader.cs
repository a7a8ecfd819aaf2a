namespace CallQA.App.Settings;

/// <summary>Reads the settings from their three sources and checks them.</summary>
internal static class SettingsReader
{
    /// <summary>File beside the executable, then environment; the command line's overrides are applied last.</summary>
    /// <exception cref="InputException">A value is not usable.</exception>
    public static CallQASettings Read(Func<CallQASettings, CallQASettings>? commandLine = null)
    {
        var configuration = new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables()
            .Build();
        return Read(configuration, commandLine);
    }

    /// <inheritdoc cref="Read(Func{CallQASettings, CallQASettings}?)"/>
    public static CallQASettings Read(IConfiguration configuration, Func<CallQASettings, CallQASettings>? commandLine = null)
    {
        var settings = Bind(configuration) with { Database = configuration.GetConnectionString(CallQASettings.Section) };
        settings = commandLine?.Invoke(settings) ?? settings;
        SettingsRules.Check(settings);
        return settings with { DataDirectory = Path.GetFullPath(settings.DataDirectory) };
    }

    private static CallQASettings Bind(IConfiguration configuration)
    {
        var section = configuration.GetSection(CallQASettings.Section);
        try
        {
            return section.Get<CallQASettings>(options => options.ErrorOnUnknownConfiguration = true) ?? new CallQASettings();
        }
        catch (InvalidOperationException exception)
        {
            var detail = exception.Message.TrimEnd('.');
            throw new InputException(
                InputFault.Settings,
                $"The settings in the section {CallQASettings.Section} cannot be read ({detail}); compare them with the table in docs/operations.md.",
                exception);
        }
    }
}
