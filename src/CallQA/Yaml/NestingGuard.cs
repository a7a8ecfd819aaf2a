using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace CallQA.Yaml;

/// <summary>Stops a file of endless brackets before the recursive document loader overflows the stack.</summary>
internal sealed class NestingGuard(IParser inner) : IParser
{
    private const int Deepest = 32;
    private int depth;

    public ParsingEvent? Current => inner.Current;

    public bool MoveNext()
    {
        if (!inner.MoveNext())
            return false;
        depth += inner.Current!.NestingIncrease;
        return depth <= Deepest
            ? true
            : throw new YamlException(inner.Current.Start, inner.Current.End, $"nested deeper than {Deepest} levels");
    }
}
