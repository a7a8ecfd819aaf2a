using System.Reflection;
using System.Runtime.CompilerServices;
using CallQA.App.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CallQA.App.Tests.Jobs;

/// <summary>A store in which a call is erased once its lists have been read to their ends.</summary>
public class ErasingStore : DispatchProxy
{
    private IServiceProvider services = null!;
    private string erased = "";

    internal static ICallStore Of(IServiceProvider services, string erased)
    {
        var store = Create<ICallStore, ErasingStore>();
        (((ErasingStore)store).services, ((ErasingStore)store).erased) = (services, erased);
        return store;
    }

    /// <inheritdoc />
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var answer = targetMethod!.Invoke(services.GetRequiredService<EfCallStore>(), args);
        return answer is IAsyncEnumerable<EvaluatedCall> calls ? ThenErasedAsync(calls, (CancellationToken)args![1]!) : answer;
    }

    private async IAsyncEnumerable<EvaluatedCall> ThenErasedAsync(IAsyncEnumerable<EvaluatedCall> calls, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var call in calls.WithCancellation(cancellationToken)) yield return call;
        await services.GetRequiredService<CallErasure>().EraseAsync(erased, "test", cancellationToken);
    }
}
