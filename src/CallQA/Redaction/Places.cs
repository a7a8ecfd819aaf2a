using CallQA.Transcription;

namespace CallQA.Redaction;

/// <summary>Turns what detectors found into places of a transcript.</summary>
internal static class Places
{
    public static IEnumerable<Finding> Of(SpokenCall call, Transcript transcript)
    {
        for (var turn = 0; turn < transcript.Turns.Count; turn++)
        {
            var words = call.Turns[turn].Select(piece => (piece.Word, Claim: call.ClaimOf(piece))).Where(word => word.Claim is not null)
                .DistinctBy(word => word.Word).ToList();
            var times = new WordTimes(transcript.Turns[turn]);
            for (var at = 0; at < words.Count;)
            {
                var claim = words[at].Claim!.Value;
                var count = words.Skip(at).TakeWhile(word => word.Claim!.Value.Number == claim.Number).Count();
                var (first, last) = (words[at].Word, words[at + count - 1].Word);
                var (start, end) = times.Of(first, last);
                yield return new Finding(claim.Kind, turn, first, last - first + 1, start, end);
                at += count;
            }
        }
    }
}
