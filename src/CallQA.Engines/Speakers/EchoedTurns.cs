using System.Buffers;
using System.Numerics.Tensors;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Engines.Speakers;

/// <summary>
/// Takes out what a channel only repeats of the other: the same words at the same time, softer than there and softer than the channel's own
/// speech. It catches echoes that a codec or a room has changed too much for <see cref="EchoFilter"/> to know them by their sound; two
/// people who say the same words, each as loud as ever, are both kept.
/// </summary>
/// <param name="channels">The channels.</param>
/// <param name="lanes">The voices.</param>
internal sealed class EchoedTurns(IReadOnlyList<ChannelAudio> channels, IReadOnlyList<VoiceLane> lanes)
{
    /// <summary>Fewer words may well be said by both.</summary>
    private const int FewestWords = 3;

    /// <summary>Share of the words that recognition may have heard otherwise.</summary>
    private const double Misheard = 0.25;

    /// <summary>Decibels by which an echo is softer than the other channel, and than what its own channel mostly carries.</summary>
    private const double Softer = 6;

    private const double Quiet = 1e-9;

    /// <summary>Samples read at once.</summary>
    private const int Block = 16_384;

    /// <summary>An echo is over soon after what it echoes; the rest is for word times, which are not exact.</summary>
    private static readonly TimeSpan Reach = TimeSpan.FromSeconds(0.8);

    /// <summary>The turns without those that are echoes.</summary>
    /// <param name="turns">Turns of all voices, with times.</param>
    /// <param name="cancellationToken">Stops between turns.</param>
    public IReadOnlyList<VoicedTurn> Remove(IReadOnlyList<VoicedTurn> turns, CancellationToken cancellationToken)
    {
        if (lanes.Count != 2 || lanes[0].Channel == lanes[1].Channel)
            return turns;
        // Only who has an echo to judge pays for reading the channel again, and once.
        var usual = Enumerable.Range(0, lanes.Count).Select(voice => new Lazy<double>(() => UsualLevel(voice, turns))).ToList();
        return [.. turns.Where(IsOwn)];

        bool IsOwn(VoicedTurn turn)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return !(RepeatsWords(turn, turns) && IsSoft(turn, usual[turn.Voice]));
        }
    }

    private static bool RepeatsWords(VoicedTurn turn, IReadOnlyList<VoicedTurn> turns)
    {
        var words = WordErrorRate.Words(turn.Turn.Text);
        if (words.Count < FewestWords)
            return false;
        var (from, to) = (turn.Turn.Start!.Value - Reach, turn.Turn.End!.Value + Reach);
        var others = turns.Where(other => other.Voice != turn.Voice && other.Turn.Start < to && other.Turn.End > from)
            .SelectMany(other => WordsWithin(other.Turn, from, to)).ToList();
        return FewestEdits(words, others) <= Misheard * words.Count;
    }

    private static IEnumerable<string> WordsWithin(Turn turn, TimeSpan from, TimeSpan to) => turn.Words is null
        ? WordErrorRate.Words(turn.Text)
        : turn.Words.Where(word => word.Start < to && word.End > from).SelectMany(word => WordErrorRate.Words(word.Text));

    /// <summary>Edits between some words and whichever stretch of others is nearest to them.</summary>
    private static int FewestEdits(IReadOnlyList<string> words, List<string> others)
    {
        // One row for each word, one column for each word of the others; a stretch may begin and end anywhere.
        var row = new int[others.Count + 1];
        for (var i = 0; i < words.Count; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < others.Count; j++)
            {
                var edits = Math.Min(Math.Min(row[j], row[j + 1]) + 1, diagonal + (words[i] == others[j] ? 0 : 1));
                (diagonal, row[j + 1]) = (row[j + 1], edits);
            }
        }

        return row.Min();
    }

    private bool IsSoft(VoicedTurn turn, Lazy<double> usual)
    {
        var level = Level(turn.Voice, turn.Turn);
        return level < Level(1 - turn.Voice, turn.Turn) - Softer && level < usual.Value - Softer;
    }

    /// <summary>The median of a voice's turns.</summary>
    private double UsualLevel(int voice, IReadOnlyList<VoicedTurn> turns)
    {
        var levels = turns.Where(turn => turn.Voice == voice).AsParallel().Select(turn => Level(voice, turn.Turn)).Order().ToList();
        return levels[levels.Count / 2];
    }

    /// <summary>Level of a voice's channel while a turn lasts, dB of full scale.</summary>
    private double Level(int voice, Turn turn)
    {
        var channel = channels[lanes[voice].Channel];
        var start = Math.Clamp((int)(turn.Start!.Value.TotalSeconds * channel.SampleRate), 0, channel.Length);
        var end = Math.Clamp((int)(turn.End!.Value.TotalSeconds * channel.SampleRate), start, channel.Length);
        return 10 * Math.Log10((Power(channel, start, end) / Math.Max(1, end - start)) + Quiet);
    }

    private static double Power(ChannelAudio channel, int start, int end)
    {
        var sum = 0.0;
        var samples = ArrayPool<float>.Shared.Rent(Block);
        for (; start < end; start += Block)
        {
            var part = samples.AsSpan(0, Math.Min(Block, end - start));
            channel.Read(start, part);
            sum += TensorPrimitives.SumOfSquares<float>(part);
        }

        ArrayPool<float>.Shared.Return(samples);
        return sum;
    }
}
