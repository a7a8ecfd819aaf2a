using System.CommandLine;
using CallQA.App.Storage.Encryption;

namespace CallQA.App.Commands.Store;

/// <summary><c>callqa store encrypt</c>: encrypts the recordings that are still plain.</summary>
internal static class EncryptStore
{
    private const string Description = """
        Encrypt the recordings that are still plain, under the master key that the settings name. Pages and workers may run meanwhile; a run that was stopped or killed is
        gone on with by the next.

        Example:
          callqa store encrypt
        """;

    public static Command Create()
    {
        var data = SettingsOptions.Data();
        var command = new Command("encrypt", Description) { data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await CommandServices.OpenStoreAsync(SettingsOptions.Read(parsed.GetValue(data)), cancellationToken);
            var (encrypted, before) = (0, 0);
            await foreach (var (_, now) in services.GetRequiredService<StoreEncryption>().RunAsync(cancellationToken))
            {
                if (now) encrypted++;
                else before++;
            }

            Console.Out.WriteLine($"{Counted.Of(encrypted, "recording")} encrypted now, {before} before.");
            return ExitCode.Done;
        });
        return command;
    }
}
