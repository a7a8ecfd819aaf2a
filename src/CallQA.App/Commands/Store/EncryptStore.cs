using System.CommandLine;
using CallQA.App.Storage.Encryption;

namespace CallQA.App.Commands.Store;

/// <summary><c>callqa store encrypt</c>: encrypts the recordings that are still plain.</summary>
internal static class EncryptStore
{
    private const string Description = """
        Encrypt the recordings that are still plain, under the master key that the settings name. Pages and workers may run meanwhile; a run that was stopped or killed is
        gone on with by the next. A recording that is damaged is told and stays as it is (exit code 10).

        Example:
          callqa store encrypt
        """;

    public static Command Create()
    {
        var data = SettingsOptions.Data();
        var command = new Command("encrypt", Description) { data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await CommandServices.OpenExistingStoreAsync(SettingsOptions.Read(parsed.GetValue(data)), cancellationToken);
            var (encrypted, before, refused) = (0, 0, 0);
            await foreach (var outcome in services.GetRequiredService<StoreEncryption>().RunAsync(cancellationToken))
            {
                if (outcome.Problem is { } problem)
                {
                    refused++;
                    Screen.Fail(problem.Message);
                }
                else if (outcome.Encrypted) encrypted++;
                else before++;
            }

            Console.Out.WriteLine($"{Counted.Of(encrypted, "recording")} encrypted now, {before} before.");
            return refused == 0 ? ExitCode.Done : ExitCode.SomeRefused;
        });
        return command;
    }
}
