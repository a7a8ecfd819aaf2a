using System.Text;

namespace CallQA.Tests.Fuzzing;

/// <summary>
/// Gives a parser ten thousand damaged and hostile documents, the same ones every time. Each is read, or refused in a sentence; none takes much memory or
/// keeps the parser for ever.
/// </summary>
internal static class Fuzzer
{
    /// <summary>Documents that each parser is given.</summary>
    public const int Cases = 10_000;

    private const int Seed = 7;
    private const long MostBytesOfOne = 24L << 20;

    // Thousands of times as long as any takes: only who never ends is found out, however busy the machine is.
    private static readonly TimeSpan LongestOfOne = TimeSpan.FromSeconds(60);

    /// <summary>Runs all cases.</summary>
    /// <param name="originals">Good documents that are damaged.</param>
    /// <param name="read">Reads one; throws <see cref="InputException"/>, or <see cref="FormatException"/> where that is what the parser promises.</param>
    /// <param name="allowsFormat">Whether it promises that.</param>
    public static async Task RunAsync(byte[][] originals, Func<byte[], Task> read, bool allowsFormat = false)
    {
        var run = new Run(read, allowsFormat);
        var work = Task.Run(() => run.AllAsync(originals), TestContext.Current.CancellationToken);
        for (var seen = -1; await Task.WhenAny(work, Task.Delay(LongestOfOne, TestContext.Current.CancellationToken)) != work; seen = run.Number)
            run.Number.ShouldNotBe(seen, "a case does not end");
        await work;
        (run.Taken + run.Refused).ShouldBe(Cases);
        run.Refused.ShouldBeLessThan(Cases, "nothing is read at all");
    }

    /// <summary>The same for a parser that answers at once.</summary>
    public static Task ParseAsync<T>(byte[][] originals, Func<byte[], T> read, bool allowsFormat = false) => RunAsync(
        originals,
        content =>
        {
            read(content);
            return Task.CompletedTask;
        },
        allowsFormat);

    /// <summary>The same for a parser of texts.</summary>
    public static Task ParseTextAsync<T>(string[] originals, Func<string, T> read, bool allowsFormat = false) =>
        ParseAsync([.. originals.Select(Encoding.UTF8.GetBytes)], content => read(Encoding.UTF8.GetString(content)), allowsFormat);

    private sealed class Run(Func<byte[], Task> read, bool allowsFormat)
    {
        private int number;

        public int Number => Volatile.Read(ref number);

        public int Taken { get; private set; }

        public int Refused { get; private set; }

        public async Task AllAsync(byte[][] originals)
        {
            var random = new Random(Seed);
            for (; number < Cases; Volatile.Write(ref number, number + 1))
                await OneAsync(HostileInput.Of(originals[number % originals.Length], random));
        }

        private async Task OneAsync(byte[] content)
        {
            var (thread, before) = (Environment.CurrentManagedThreadId, GC.GetAllocatedBytesForCurrentThread());
            try
            {
                await read(content);
                Taken++;
            }
            catch (Exception exception) when (exception is InputException || (allowsFormat && exception is FormatException))
            {
                exception.Message.ShouldNotBeNullOrWhiteSpace();
                Refused++;
            }
            catch (Exception exception) when (exception is not ShouldAssertException)
            {
                Assert.Fail($"Case {number}: {exception.GetType().Name}: {exception.Message}\n{exception.StackTrace}\n{Encoding.UTF8.GetString(content)[..Math.Min(content.Length, 2000)]}");
            }

            // What is read on another thread is counted there.
            if (Environment.CurrentManagedThreadId == thread)
                (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MostBytesOfOne, $"case {number}");
        }
    }
}
