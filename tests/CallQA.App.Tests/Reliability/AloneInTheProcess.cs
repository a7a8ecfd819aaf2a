namespace CallQA.App.Tests.Reliability;

/// <summary>Tests that measure the process: they run after all others and one at a time, so that what they see is their own.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneInTheProcess
{
    public const string Name = "alone in the process";
}
