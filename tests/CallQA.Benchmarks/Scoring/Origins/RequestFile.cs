using System.Globalization;
using CsvHelper;

namespace CallQA.Benchmarks.Scoring.Origins;

/// <summary>
/// Wikipedia requests of the Stanford Politeness Corpus (Danescu-Niculescu-Mizil et al. 2013) as TyDiP ships them: the top and
/// the bottom quarter by politeness.
/// </summary>
internal static class RequestFile
{
    public static IEnumerable<OriginConversation> Read(string path)
    {
        using var csv = CsvReader.FromText(File.ReadAllText(path));
        var number = 0;
        csv.ReadHeader();
        while (csv.Read())
        {
            var polite = double.Parse(csv.GetString(1), CultureInfo.InvariantCulture) > 0;
            yield return new(
                FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(path)}-{++number}"),
                "en",
                [new(OriginTurn.Agent, csv.GetString(0), Polite: polite)]);
        }
    }
}
