using CallQA.App.Identity.OpenId;
using CallQA.App.Jobs;
using CallQA.App.Storage;
using CallQA.Redaction;

namespace CallQA.App.Settings;

/// <summary>What the values of the settings must be.</summary>
internal static class SettingsRules
{
    private const int LongestSeconds = 3600;
    private const int MostWorkers = 64;
    private const int MostDisputeDays = 90;
    private const int MostReviewDays = 90;
    private const int MostDisputeRounds = 5;
    private const int MostNewReviews = 10_000;
    private const int MostTeaching = 500;
    private const int MostPort = 65_535;

    public static void Check(CallQASettings settings)
    {
        NotEmpty(nameof(settings.DataDirectory), settings.DataDirectory, "a folder");
        NotEmpty(nameof(settings.Scorecard), settings.Scorecard, "the name of a scorecard or a YAML file");
        SpeechRules.Language($"The setting {CallQASettings.Section}:{nameof(settings.Language)}", settings.Language, automatic: true);
        SpeechRules.Check(settings.Speech, settings.Language);
        SpeechRules.Check(settings.Downloads);
        BucketRules.Check(settings.Bucket, settings.Store);
        Range(nameof(settings.IntakeStableSeconds), settings.IntakeStableSeconds, LongestSeconds);
        Range(nameof(settings.IntakePollSeconds), settings.IntakePollSeconds, LongestSeconds);
        Range(nameof(settings.WorkerCount), settings.WorkerCount ?? 1, MostWorkers);
        if (WorkerPools.Parse(settings.Queues, 1) is null)
            throw Refuse(nameof(settings.Queues), settings.Queues, $"write names with or without a number of workers, such as {WorkerPools.Default}");
        Retention(settings.Retention);
        Redaction(settings.Redaction);
        Encryption(settings);
        Range(nameof(settings.ReviewDays), settings.ReviewDays, MostReviewDays);
        Range("Disputes:" + nameof(settings.Disputes.WindowDays), settings.Disputes.WindowDays, MostDisputeDays);
        Range("Disputes:" + nameof(settings.Disputes.DecideDays), settings.Disputes.DecideDays, MostDisputeDays);
        Range("Disputes:" + nameof(settings.Disputes.MostRounds), settings.Disputes.MostRounds, MostDisputeRounds);
        Learning(settings.Learning);
        Webhook(settings.Webhook);
        VconRules.Check(settings.Vcon, Refuse);
        Mail(settings.Mail);
        Reports(settings.Reports);
        OpenId(settings.OpenId);
        if (ProxyAddresses.Parse(settings.Proxies) is null)
            throw Refuse(nameof(settings.Proxies), settings.Proxies!, "write addresses or networks separated by commas such as 10.0.0.4,10.1.0.0/16");
        Channels(settings.ChannelMap);
        Cron(settings.NightlyCron);
        IntakeApart(settings);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(settings.TimeZone, out _))
            throw Refuse(nameof(settings.TimeZone), settings.TimeZone, "write an IANA name such as Europe/Berlin");
        if (settings.Transcriber is not ("whisper" or CallQASettings.ReferenceTranscriber))
            throw Refuse(nameof(settings.Transcriber), settings.Transcriber, "write whisper or reference");
        Addresses(nameof(settings.Urls), settings.Urls, "http://127.0.0.1:5080");
        if (settings.WorkerUrls is { Length: > 0 } probes) Addresses(nameof(settings.WorkerUrls), probes, "http://127.0.0.1:5081");
    }

    private static void Addresses(string name, string urls, string example)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.TrimEntries))
            if (!Uri.TryCreate(url.Replace("*", "localhost", StringComparison.Ordinal), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
                throw Refuse(name, url, $"write an address such as {example}");
    }

    private static void Channels(string map)
    {
        if (ChannelText.Parse(map) is null)
            throw Refuse(nameof(CallQASettings.ChannelMap), map, "write agent, customer or unknown for each channel, separated by commas, or auto");
    }

    private static void Retention(RetentionSettings retention)
    {
        if (retention.Days is { } days && !RetentionSettings.IsDays(days))
            throw Refuse("Retention:Days", days.ToString(System.Globalization.CultureInfo.InvariantCulture), "write a number from 1 to 36500, or leave it out to keep calls for ever");
        if (retention.ByQueue() is null)
            throw Refuse("Retention:Queues", retention.Queues!, "write queues with their days such as orders=90,complaints=never");
        if (retention.BySource() is null)
            throw Refuse("Retention:Sources", retention.Sources!, "write the names of source profiles with their days such as pbx-berlin=90,archive=never");
    }

    private static void Learning(LearningSettings learning)
    {
        Range("Learning:MinimumNew", learning.MinimumNew, MostNewReviews);
        Range("Learning:Teaching", learning.Teaching, MostTeaching);
        if (learning.ByQueue() is null)
            throw Refuse("Learning:Queues", learning.Queues!, "write telephone queues with yes or no such as orders=yes,complaints=no");
    }

    private static void Webhook(WebhookSettings webhook)
    {
        if (webhook.Address is not { } address) return;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || (uri.Scheme != "https" && !(uri.Scheme == "http" && uri.IsLoopback)))
            throw Refuse("Webhook:Address", address, "write an https address, or an http address of this machine");
        NotEmpty("Webhook:SecretFile", webhook.SecretFile ?? "", "the file with the secret that messages are signed with");
        webhook.ReadKey();
    }

    private static void Mail(MailSettings mail)
    {
        if (mail.Host is null) return;
        Range("Mail:Port", mail.Port, MostPort);
        foreach (var (name, value) in mail.Recipients.Select(one => ("To", one)).Prepend(("From", mail.From ?? "")))
            if (!MimeKit.MailboxAddress.TryParse(value, out _)) throw Refuse("Mail:" + name, value, "write an address such as qa@centre.example");
    }

    private static void Reports(ReportSettings reports)
    {
        if (reports.Address is not { Length: > 0 } address) return;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length + uri.Query.Length + uri.Fragment.Length > 0)
            throw Refuse("Reports:Address", address, "write where people reach the site, such as https://callqa.example");
    }

    private static void Redaction(RedactionSettings redaction)
    {
        if (redaction.ParseKinds() is null)
            throw Refuse("Redaction:Kinds", redaction.Kinds, $"write none, payment, all or some of {string.Join(", ", RedactionOptions.AllKinds.Order())}, separated by commas");
        if (redaction.MarginMilliseconds is < 0 or > RedactionSettings.MostMargin)
            throw Refuse("Redaction:MarginMilliseconds", redaction.MarginMilliseconds.ToString(System.Globalization.CultureInfo.InvariantCulture), $"write a number from 0 to {RedactionSettings.MostMargin}");
    }

    // Whoever gets the data directory or the store would get the key with it.
    private static void Encryption(CallQASettings settings)
    {
        if (settings.Encryption.KeyFile is not { } file) return;
        if (string.IsNullOrWhiteSpace(file)) throw Refuse("Encryption:KeyFile", file, "write the path of the file with the master key");
        if (FolderPath.Holds(settings.DataDirectory, file) || FolderPath.Holds(settings.RecordingsPath, file))
            throw Refuse("Encryption:KeyFile", file, "keep the master key outside the data directory and the folder of the recordings, so that no backup takes it along");
    }

    private static void OpenId(OpenIdSettings provider)
    {
        if (provider.Authority is not { } authority) return;
        if (!Uri.TryCreate(authority, UriKind.Absolute, out var address) || (address.Scheme != "https" && !(address.Scheme == "http" && address.IsLoopback)))
            throw Refuse("OpenId:Authority", authority, "write the https address of the provider");
        NotEmpty("OpenId:ClientId", provider.ClientId ?? "", "what the provider calls this site");
        if (provider.ByValue() is not { Count: > 0 })
            throw Refuse("OpenId:Roles", provider.Roles ?? "", "write values of the claim with their roles such as qa-leads=admin,qa=reviewer");
    }

    private static void Cron(string cron)
    {
        if (!NightlySchedule.IsValid(cron))
            throw Refuse(nameof(CallQASettings.NightlyCron), cron, "write a cron expression with five fields such as 0 2 * * *");
    }

    // Everything in the intake folder is taken in and removed: nothing that is kept may lie there.
    private static void IntakeApart(CallQASettings settings)
    {
        if (FolderPath.Holds(settings.IntakePath, settings.DataDirectory))
            throw Refuse(nameof(settings.IntakeFolder), settings.IntakePath, "write a folder that does not hold the data directory");
        string[] kept = [settings.RecordingsPath, settings.CopiesPath, settings.PlaybackPath, settings.FetchingPath, settings.QuarantinePath, settings.ReportsPath, settings.KeysPath, settings.LearningPath, settings.WebhooksPath];
        if (kept.FirstOrDefault(folder => FolderPath.Overlap(settings.IntakePath, folder)) is { } own)
            throw Refuse(nameof(settings.IntakeFolder), settings.IntakePath, $"write a folder apart from '{own}', where the product keeps its own files");
        var database = DatabaseLocation.Parse(settings.Database, Path.GetFullPath(settings.DataDirectory));
        if (database.Provider == DatabaseProvider.Sqlite && FolderPath.Holds(settings.IntakePath, database.SqliteFile))
            throw Refuse(nameof(settings.IntakeFolder), settings.IntakePath, "write a folder that does not hold the database");
    }

    private static void NotEmpty(string name, string value, string what)
    {
        if (string.IsNullOrWhiteSpace(value)) throw Refuse(name, value, "write " + what);
    }

    private static void Range(string name, int value, int most)
    {
        if (value < 1 || value > most)
            throw Refuse(name, value.ToString(System.Globalization.CultureInfo.InvariantCulture), $"write a number from 1 to {most}");
    }

    private static InputException Refuse(string name, string value, string remedy) => new(
        InputFault.Settings, $"The setting {CallQASettings.Section}:{name} is '{value}', which cannot be used; {remedy}.");
}
