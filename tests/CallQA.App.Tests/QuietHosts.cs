using System.Runtime.CompilerServices;

namespace CallQA.App.Tests;

/// <summary>
/// Hosts in tests watch no settings file for changes, neither here nor in programs started from here: systems let a user watch in few places at once,
/// and many hosts run side by side.
/// </summary>
internal static class QuietHosts
{
    [ModuleInitializer]
    internal static void WatchNothing() => Environment.SetEnvironmentVariable("DOTNET_HOSTBUILDER__RELOADCONFIGONCHANGE", "false");
}
