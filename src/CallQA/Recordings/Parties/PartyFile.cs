using CallQA.Transcription;

namespace CallQA.Recordings.Parties;

/// <summary>What a file's name says about its part in a call.</summary>
/// <param name="Call">The call's identifier as the name writes it.</param>
/// <param name="Party">The party as the name writes it.</param>
/// <param name="Told">What else it says.</param>
/// <param name="Rules">How the source calls the parties.</param>
public sealed record PartyName(string Call, string Party, CallMetadata Told, PartyRules Rules);

/// <summary>One party's recording of a call.</summary>
/// <param name="Path">The file.</param>
/// <param name="Place">Path below the intake folder, with forward slashes.</param>
/// <param name="Party">The party as the name writes it.</param>
/// <param name="Speaker">Who it is.</param>
/// <param name="Start">When it begins; null where nothing says so.</param>
public sealed record PartyFile(string Path, string Place, string Party, Speaker Speaker, DateTimeOffset? Start);
