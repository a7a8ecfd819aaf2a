using CsvHelper;

namespace CallQA.Benchmarks.Scoring.Origins;

/// <summary>
/// Empathy in text-based support (Sharma et al. 2020), the posts of Reddit: somebody in distress and one answer, in which trained people
/// found no, a weak or a strong emotional reaction.
/// </summary>
internal static class PeerSupportFile
{
    public static IEnumerable<OriginConversation> Read(string path)
    {
        using var csv = CsvReader.FromText(File.ReadAllText(path));
        csv.ReadHeader();
        while (csv.Read())
        {
            yield return new(
                $"{csv.GetString(0)}-{csv.GetString(1)}",
                "en",
                [new(OriginTurn.Customer, csv.GetString(2)), new(OriginTurn.Agent, csv.GetString(3), Empathic: csv.GetString(4) != "0")]);
        }
    }
}
