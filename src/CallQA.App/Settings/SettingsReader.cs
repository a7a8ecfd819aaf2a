namespace CallQA.App.Settings;

/// <summary>Reads the settings from their three sources and checks them.</summary>
internal static class SettingsReader
{
    private const string FileName = "appsettings.json";

    /// <summary>File beside the executable, then environment; the command line's overrides are applied last.</summary>
    /// <exception cref="InputException">A value is not usable.</exception>
    public static CallQASettings Read(Func<CallQASettings, CallQASettings>? commandLine = null)
    {
        var builder = new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile(FileName, optional: true)
            .AddEnvironmentVariables();
        return Read(Build(builder), commandLine);
    }

    /// <inheritdoc cref="Read(Func{CallQASettings, CallQASettings}?)"/>
    public static CallQASettings Read(IConfiguration configuration, Func<CallQASettings, CallQASettings>? commandLine = null)
    {
        var settings = Bind(configuration) with { Database = configuration.GetConnectionString(CallQASettings.Section) };
        settings = commandLine?.Invoke(settings) ?? settings;
        SettingsRules.Check(settings);
        return settings with { DataDirectory = Path.GetFullPath(settings.DataDirectory) };
    }

    private static IConfiguration Build(IConfigurationBuilder builder)
    {
        try
        {
            return builder.Build();
        }
        catch (InvalidDataException exception)
        {
            var detail = exception.GetBaseException().Message.TrimEnd('.');
            throw new InputException(
                InputFault.Settings, $"The file {Path.Combine(AppContext.BaseDirectory, FileName)} is no valid JSON ({detail}); correct it.", exception);
        }
    }

    private static CallQASettings Bind(IConfiguration configuration)
    {
        var section = configuration.GetSection(CallQASettings.Section);
        SettingsNames.Check(section, typeof(CallQASettings));
        return section.Get<CallQASettings>() ?? new CallQASettings();
    }
}
